package dev.writ.policy.lint.run;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.lint.Project;
import dev.writ.policy.lint.config.LintConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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
    private static final int MAX_BYTES = 64 << 20;

    public Workspace {
        inputs = List.copyOf(inputs);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads files and directories.
     *
     * @param ignored files that are left out
     * @param base the directory that the roots of the configuration are relative to
     */
    public static Workspace read(List<Path> paths, IgnoredFiles ignored, LintConfig config, Path base) {
        Reader reader = new Reader(ignored, config, base);
        paths.forEach(reader::argument);
        if (reader.files.isEmpty() && reader.leftOut > 0) {
            reader.warnings.add("nothing is linted: all Rego files, " + reader.leftOut
                    + ", are left out by `ignore.files` or `--ignore-files`");
        }
        return new Workspace(
                List.copyOf(reader.files.values()),
                new Project.Surroundings(List.copyOf(reader.decisions), List.copyOf(reader.documents)),
                reader.problems,
                reader.warnings);
    }

    private static final class Reader {
        private final IgnoredFiles ignored;
        private final LintConfig config;
        private final Path base;
        private final TreeMap<String, SourceInput> files = new TreeMap<>();
        private final Set<Path> known = new HashSet<>();
        private int leftOut;
        private final Manifests manifests = new Manifests();
        private final Set<List<String>> decisions = new LinkedHashSet<>();
        private final Set<List<String>> documents = new LinkedHashSet<>();
        private Path root = Path.of("");
        private final List<String> problems = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        Reader(IgnoredFiles ignored, LintConfig config, Path base) {
            this.ignored = ignored;
            this.config = config;
            this.base = base;
        }

        void argument(Path path) {
            if (Files.isDirectory(path)) {
                root = path;
                directory(path);
            } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                root = path.resolveSibling("");
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
            if (ignored.matches(path, root)) {
                leftOut++;
            } else if (Files.isRegularFile(path)) {
                regular(path, name);
            } else if (Files.isSymbolicLink(path) && !Files.exists(path)) {
                problems.add("`" + path + "` is a link that leads nowhere, or in a circle: remove it or name it in"
                        + " `ignore.files`");
            } else {
                // A pipe or a device may have no end, or wait for ever.
                problems.add("cannot read `" + path + "`: it is no regular file; name it in `ignore.files`");
            }
        }

        /** A file that several arguments or links lead to is one file: twice it would repeat its own rules. */
        private void regular(Path path, String name) {
            try {
                if (!known.add(path.toRealPath())) {
                    return;
                }
                Manifests.Manifest manifest = manifests.of(path);
                byte[] bytes = content(path);
                if (bytes.length > MAX_BYTES) {
                    problems.add("`" + path + "` is larger than " + (MAX_BYTES >> 20)
                            + " MiB: split it, or name it in `ignore.files`");
                    return;
                }
                decisions.addAll(manifest.decisions());
                String relative = IgnoredFiles.name(path, root, List.of(base, Path.of("")));
                files.put(name, new SourceInput(name, bytes, version(path, manifest), relative));
            } catch (IOException e) {
                problems.add("cannot read `" + path + "`: " + reason(path));
            } catch (OutOfMemoryError e) {
                problems.add("cannot read `" + path + "`: it is larger than the memory");
            }
        }

        private static byte[] content(Path path) throws IOException {
            try (InputStream in = Files.newInputStream(path)) {
                return in.readNBytes(MAX_BYTES + 1);
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
