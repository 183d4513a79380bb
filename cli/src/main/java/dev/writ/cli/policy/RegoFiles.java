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
        Path root;
        try {
            root = path.startsWith("file://") ? Path.of(URI.create(path)) : Path.of(path);
        } catch (IllegalArgumentException e) {
            return List.of(new Found.Unreadable(
                    "cannot read `" + path + "`: it is no URL of a file here, write its path instead", ExitCode.ERROR));
        }
        if (!Files.exists(root) && !Files.isSymbolicLink(root)) {
            return List.of(new Found.Unreadable("cannot read `" + path + "`: there is no such file", ExitCode.ERROR));
        }
        List<Found> found = new ArrayList<>();
        if (Files.isDirectory(root)) {
            directory(root, found);
        } else if (isRego(root)) {
            found.add(file(root));
        }
        return found;
    }

    /** Pipes and devices are not read: they may wait for ever, or have no end. */
    private static Found file(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path)
                ? new Found.Unreadable("cannot read `" + path + "`: it is no regular file", FmtCommand.FAILED)
                : new Found.File(path);
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
                found.add(file(child));
            }
        }
    }
}
