package dev.writ.policy.lint.run;

import dev.writ.policy.lint.config.FilePatterns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Files that are left out.
 *
 * @param patterns which
 * @param roots what the patterns are relative to: the first of these directories that a file is in
 */
public record IgnoredFiles(FilePatterns patterns, List<Path> roots) {
    /** None. */
    public static final IgnoredFiles NONE = new IgnoredFiles(FilePatterns.of(List.of()), List.of());

    public IgnoredFiles {
        roots = List.copyOf(roots);
    }

    /**
     * Whether a file is left out.
     *
     * @param argument the directory that it was found in, for one that is in none of the roots
     */
    boolean matches(Path file, Path argument) {
        return patterns.matches(name(file, argument, roots));
    }

    /** What patterns call a file: its path from the first of the roots that it is in, otherwise from the argument. */
    static String name(Path file, Path argument, List<Path> roots) {
        Path written = file.toAbsolutePath().normalize();
        return roots.stream()
                .flatMap(root -> {
                    Path absolute = root.toAbsolutePath().normalize();
                    return below(absolute, written).or(() -> below(real(absolute), real(written))).stream();
                })
                .findFirst()
                .or(() -> below(argument.toAbsolutePath().normalize(), written))
                .orElse(String.valueOf(written.getFileName()));
    }

    private static Optional<String> below(Path root, Path file) {
        return file.startsWith(root) && !file.equals(root)
                ? Optional.of(StreamSupport.stream(root.relativize(file).spliterator(), false)
                        .map(Path::toString)
                        .collect(Collectors.joining("/")))
                : Optional.empty();
    }

    /** Without links on the way; the last name stays, as a file is left out by the name that it has here. */
    private static Path real(Path path) {
        Path directory = path.getParent();
        try {
            return directory == null ? path : directory.toRealPath().resolve(path.getFileName());
        } catch (IOException e) {
            return path;
        }
    }
}
