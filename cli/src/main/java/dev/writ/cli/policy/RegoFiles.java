package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Finds the Rego files below a path, in the order of their names. Links to directories are not followed. */
final class RegoFiles {
    /** The largest file that is read, in bytes. */
    static final int MAX_BYTES = 64 << 20;

    private RegoFiles() {}

    /** A file, or what cannot be looked at. */
    sealed interface Found {
        /** A Rego file. */
        record File(Path path) implements Found {}

        /** Why nothing can be said about a path; {@code exit} is the code that this ends with. */
        record Unreadable(String message, int exit) implements Found {}
    }

    static List<Found> below(String path) {
        Path root = path.startsWith("file://") ? Path.of(URI.create(path)) : Path.of(path);
        if (!Files.exists(root) && !Files.isSymbolicLink(root)) {
            return List.of(new Found.Unreadable("cannot read `" + path + "`: there is no such file", ExitCode.ERROR));
        }
        List<Found> found = new ArrayList<>();
        if (Files.isDirectory(root)) {
            directory(root, found);
        } else if (isRego(root)) {
            found.add(new Found.File(root));
        }
        return found;
    }

    private static boolean isRego(Path path) {
        return path.toString().endsWith(".rego");
    }

    private static void directory(Path folder, List<Found> found) {
        List<Path> children;
        try (Stream<Path> entries = Files.list(folder)) {
            children = entries.sorted(
                            Comparator.comparing(child -> child.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            found.add(new Found.Unreadable(
                    String.valueOf(Failure.io("read `" + folder + "`", e).getMessage()), FmtCommand.FAILED));
            return;
        }
        for (Path child : children) {
            if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                directory(child, found);
            } else if (isRego(child) && !Files.isDirectory(child)) {
                found.add(new Found.File(child));
            }
        }
    }
}
