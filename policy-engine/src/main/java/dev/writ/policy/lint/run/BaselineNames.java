package dev.writ.policy.lint.run;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a baseline calls files: their real paths from its directory, with slashes. For one thread. */
final class BaselineNames {
    private final Path directory;
    private final Map<String, String> known = new HashMap<>();

    BaselineNames(Path directory) {
        this.directory = real(directory);
    }

    /** The directory of a baseline. */
    static Path directory(Path file) {
        return Objects.requireNonNullElse(file.toAbsolutePath().normalize().getParent(), file.toAbsolutePath());
    }

    /** The name of a file; empty stays empty, which is the project. */
    String of(String file) {
        return file.isEmpty() ? file : known.computeIfAbsent(file, this::relative);
    }

    private String relative(String file) {
        try {
            Path real = real(Path.of(file));
            return Objects.equals(real.getRoot(), directory.getRoot())
                    ? StreamSupport.stream(directory.relativize(real).spliterator(), false)
                            .map(Path::toString)
                            .collect(Collectors.joining("/"))
                    : real.toString();
        } catch (InvalidPathException e) {
            return file;
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
