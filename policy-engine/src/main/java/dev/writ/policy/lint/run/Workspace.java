package dev.writ.policy.lint.run;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.lint.Project;
import dev.writ.policy.lint.config.FilePatterns;
import dev.writ.policy.lint.config.LintConfig;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files that are linted.
 *
 * @param inputs by name
 * @param surroundings what stands around them
 * @param problems what cannot be read
 * @param warnings what was passed over and may surprise
 */
public record Workspace(
        List<SourceInput> inputs, Project.Surroundings surroundings, List<String> problems, List<String> warnings) {
    private static final Set<String> NOT_POLICY = Set.of(".git", ".idea", "node_modules");
    private static final String SUFFIX = ".rego";

    public Workspace {
        inputs = List.copyOf(inputs);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads files and directories.
     *
     * @param ignored patterns of files that are left out
     * @param base the directory that the roots of the configuration are relative to
     */
    public static Workspace read(List<Path> paths, FilePatterns ignored, LintConfig config, Path base) {
        Reader reader = new Reader(ignored, config, base);
        paths.forEach(reader::argument);
        return new Workspace(
                List.copyOf(reader.files.values()),
                new Project.Surroundings(List.copyOf(reader.decisions), List.copyOf(reader.documents)),
                reader.problems,
                reader.warnings);
    }

    private static final class Reader {
        private final FilePatterns ignored;
        private final LintConfig config;
        private final Path base;
        private final TreeMap<String, SourceInput> files = new TreeMap<>();
        private final Manifests manifests = new Manifests();
        private final Set<List<String>> decisions = new LinkedHashSet<>();
        private final Set<List<String>> documents = new LinkedHashSet<>();
        private Path root = Path.of("");
        private final List<String> problems = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        Reader(FilePatterns ignored, LintConfig config, Path base) {
            this.ignored = ignored;
            this.config = config;
            this.base = base;
        }

        void argument(Path path) {
            if (Files.isDirectory(path)) {
                root = path;
                directory(path);
            } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                file(path);
            } else {
                problems.add("there is no `" + path + "`");
            }
        }

        private void directory(Path directory) {
            List<Path> entries = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                stream.forEach(entries::add);
            } catch (IOException e) {
                problems.add("cannot read the directory `" + directory + "`");
                return;
            } catch (DirectoryIteratorException e) {
                problems.add("cannot read the directory `" + directory + "`");
                return;
            }
            entries.stream().sorted().forEach(this::entry);
        }

        private void entry(Path path) {
            String name = path.getFileName().toString();
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                if (!NOT_POLICY.contains(name)) {
                    directory(path);
                }
            } else if (Files.isDirectory(path)) {
                link(path);
            } else if (name.endsWith(SUFFIX)) {
                file(path);
            } else if (DataFiles.isData(name)) {
                documents.addAll(DataFiles.paths(path, manifests.root(path).orElse(root)));
            }
        }

        /** As in OPA, links to directories are not followed; one that would have no end is worth a word. */
        private void link(Path path) {
            try {
                if (path.toAbsolutePath().normalize().startsWith(path.toRealPath())) {
                    warnings.add("`" + path + "` is a link to a directory that it is in, and is not followed");
                }
            } catch (IOException e) {
                problems.add("cannot follow the link `" + path + "`");
            }
        }

        private void file(Path path) {
            String name = path.toString();
            if (ignored.matches(name) || files.containsKey(name)) {
                return;
            }
            if (Files.isSymbolicLink(path) && !Files.exists(path)) {
                problems.add("`" + path + "` is a link that leads nowhere, or in a circle: remove it or name it in"
                        + " `ignore.files`");
                return;
            }
            try {
                Manifests.Manifest manifest = manifests.of(path);
                decisions.addAll(manifest.decisions());
                files.put(name, new SourceInput(name, Files.readAllBytes(path), version(path, manifest)));
            } catch (IOException e) {
                problems.add("cannot read `" + path + "`: " + reason(path));
            } catch (OutOfMemoryError e) {
                problems.add("cannot read `" + path + "`: it is larger than the memory");
            }
        }

        private static String reason(Path path) {
            return Files.isReadable(path) ? "the file system failed" : "no permission";
        }

        private Optional<RegoVersion> version(Path path, Manifests.Manifest manifest) {
            Path absolute = path.toAbsolutePath().normalize();
            Optional<LintConfig.Root> root = config.roots().stream()
                    .filter(each -> each.regoVersion() >= 0)
                    .filter(each -> absolute.startsWith(
                            base.resolve(each.path()).toAbsolutePath().normalize()))
                    .max((a, b) -> Integer.compare(a.path().length(), b.path().length()));
            if (root.isPresent()) {
                return dialect(root.get().regoVersion());
            }
            if (manifest.regoVersion() >= 0) {
                return dialect(manifest.regoVersion());
            }
            if (config.regoVersion() >= 0) {
                return dialect(config.regoVersion());
            }
            return path.toString().endsWith("_v0" + SUFFIX) ? Optional.of(RegoVersion.V0) : Optional.empty();
        }

        private static Optional<RegoVersion> dialect(int version) {
            return Optional.of(version == 0 ? RegoVersion.V0 : RegoVersion.V1);
        }
    }
}
