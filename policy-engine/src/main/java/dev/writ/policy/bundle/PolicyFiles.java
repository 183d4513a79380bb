package dev.writ.policy.bundle;

import dev.writ.policy.ast.Module;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.SourceText;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Loads files as {@code opa eval --data} does: modules, and <em>all</em> JSON and YAML files, each rooted at its
 * directory below the path that was given. {@code a.b:path} roots a path at {@code data.a.b}; an archive is a bundle.
 */
public final class PolicyFiles {

    /** What was loaded. */
    public record Loaded(List<Module> modules, RegoObject data) {
        public Loaded {
            modules = List.copyOf(modules);
        }
    }

    private static final int MAX_DEPTH = 200;

    private final LoadOptions options;
    private final List<Module> modules = new ArrayList<>();
    private final List<Diagnostic> errors = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final DataTree data = new DataTree();
    private final List<Bundle> bundles = new ArrayList<>();
    private final List<String> owned = new ArrayList<>();
    private int entries;

    private PolicyFiles(LoadOptions options) {
        this.options = options;
    }

    /** The same with the default names and no signatures. */
    public static Loaded load(List<String> paths, List<String> bundles, BundleLimits limits, ParseOptions options) {
        return load(paths, bundles, LoadOptions.DEFAULT.withLimits(limits).withParse(options));
    }

    /**
     * Loads files and bundles together. What a bundle owns by its roots is the bundle's alone: data of files there do not
     * count. A bundle that is given twice counts once.
     *
     * @param paths files and directories
     * @param bundles directories and archives to be loaded as bundles
     * @throws BundleException if something is missing, broken, or there twice, or if two bundles own the same; the errors of
     *     all files are reported together
     */
    public static Loaded load(List<String> paths, List<String> bundles, LoadOptions options) {
        PolicyFiles loader = new PolicyFiles(options);
        for (String bundle : new LinkedHashSet<>(bundles)) {
            loader.collect(() -> loader.bundles.add(new BundleLoader(options).load(localPath(bundle))));
        }
        loader.collect(loader::ownBundles);
        for (String path : paths) {
            loader.collect(() -> loader.root(path));
        }
        if (!loader.errors.isEmpty()) {
            throw new BundleException(loader.errors);
        }
        return new Loaded(loader.modules, loader.data.toObject());
    }

    /** Does a step; what is wrong with it is reported with everything else. */
    private void collect(Runnable step) {
        try {
            step.run();
        } catch (BundleException e) {
            errors.addAll(e.diagnostics());
        }
    }

    private static Path localPath(String path) {
        try {
            return path.startsWith("file://") ? Path.of(URI.create(path)) : Path.of(path);
        } catch (IllegalArgumentException e) {
            throw BundleException.of("`" + path + "` is no path: " + e.getMessage(), "give the path of a file");
        }
    }

    /**
     * The value of a JSON or YAML text, YAML if its name says so.
     *
     * @param name what an error calls the text
     * @throws BundleException if it is neither
     */
    public static RegoValue document(String name, byte[] text) {
        return DataDocument.read(name, text);
    }

    /**
     * The value of an input document, JSON or YAML; {@code null} where there is no text. Large JSON is never held whole as text.
     *
     * @param name what an error calls the text
     * @throws BundleException if it is neither
     * @throws IOException if the stream cannot be read
     */
    public static RegoValue input(String name, InputStream text) throws IOException {
        return DataDocument.input(name, text);
    }

    private void ownBundles() {
        OverlappingRoots.check(bundles);
        for (Bundle bundle : bundles) {
            owned.addAll(bundle.manifest().roots());
            modules.addAll(bundle.modules());
            data.add(List.of(), bundle.data(), bundle.name());
        }
    }

    /** An archive among the files is read as a bundle, but owns nothing. */
    private void archive(Path path, List<String> at) {
        Bundle bundle = new BundleLoader(options).load(path);
        modules.addAll(bundle.modules());
        data.add(at, bundle.data(), owned, path.toString());
    }

    private void root(String argument) {
        int colon = argument.indexOf(':');
        boolean rooted = colon > 0 && !argument.startsWith("://", colon) && !Files.exists(localPath(argument));
        List<String> at = rooted ? rootedAt(argument.substring(0, colon)) : List.of();
        Path path = localPath(rooted ? argument.substring(colon + 1) : argument);
        if (Files.isDirectory(path)) {
            directory(path, at, List.of());
        } else if (!Files.exists(path)) {
            throw BundleException.of("`" + path + "` does not exist", "give the path of a file or directory");
        } else if (!options.modulesOnly() || isRego(path)) {
            file(path, at, true);
        }
    }

    private static List<String> rootedAt(String prefix) {
        List<String> segments = Arrays.asList(prefix.split("[./]", -1));
        return segments.getFirst().equals("data") ? segments.subList(1, segments.size()) : segments;
    }

    private void directory(Path directory, List<String> at, List<Path> above) {
        List<Path> way = new ArrayList<>(above);
        List<Path> children;
        try (Stream<Path> list = Files.list(directory)) {
            Path real = directory.toRealPath();
            if (above.contains(real)) {
                throw BundleException.of(
                        "`" + directory + "` is a symbolic link that leads back to `" + real + "`", "remove the link");
            }
            way.add(real);
            children = list.sorted(Comparator.comparing(Path::getFileName)).toList();
        } catch (IOException e) {
            throw FileFailure.unreadable(directory, e);
        } catch (UncheckedIOException e) {
            throw FileFailure.unreadable(directory, e);
        }
        for (Path child : children) {
            entries++;
            if (entries > options.limits().maxEntries() || way.size() > MAX_DEPTH) {
                throw BundleException.of(
                        "`" + directory + "` has more than " + options.limits().maxEntries() + " files or " + MAX_DEPTH
                                + " levels",
                        "check that it is the directory you meant");
            }
            if (!options.ignores(child.getFileName().toString())) {
                collect(() -> child(child, at, way));
            }
        }
    }

    private void child(Path child, List<String> at, List<Path> above) {
        if (Files.isDirectory(child)) {
            List<String> place = new ArrayList<>(at);
            place.add(child.getFileName().toString());
            directory(child, place, above);
        } else if (Files.isSymbolicLink(child) && !Files.exists(child)) {
            throw BundleException.of(
                    "`" + child + "` is a symbolic link that leads nowhere",
                    "remove the link, or leave it out with `--ignore`");
        } else if (isRego(child) || (!options.modulesOnly() && (isData(child) || isArchive(child)))) {
            file(child, at, false);
        }
    }

    /** A file that is given twice for the same place counts once. */
    private void file(Path path, List<String> place, boolean given) {
        if (!seen.add(String.join("\0", place) + "\1" + path.normalize())) {
            return;
        }
        if (isArchive(path)) {
            archive(path, place);
        } else if (given && !isRego(path) && !isData(path)) {
            unknown(path, place);
        } else {
            read(path, place);
        }
    }

    /** A file without a known ending may be a module or a document. */
    private void unknown(Path path, List<String> place) {
        String name = path.normalize().toString();
        byte[] content = content(path);
        SourceText source = SourceText.decode(name, content);
        Module module = options.module(source, options.parse()).result();
        if (module != null) {
            modules.add(module);
            return;
        }
        try {
            data.add(place, DataDocument.read(name + ".yaml", content), owned, name);
        } catch (BundleException e) {
            throw BundleException.of(
                    "`" + path + "` is no policy and no data", "give files that end in .rego, .json, .yaml or .yml");
        }
    }

    private void read(Path path, List<String> place) {
        String name = path.normalize().toString();
        if (!isRego(path)) {
            data.add(place, document(path, name), owned, name);
            return;
        }
        byte[] content = content(path);
        SourceText source = SourceText.decode(name, content);
        Parsed<Module> parsed = options.module(source, options.parse());
        errors.addAll(parsed.diagnostics().stream().filter(Diagnostic::isError).toList());
        Module module = parsed.result();
        if (module != null) {
            modules.add(module);
        }
    }

    private RegoValue document(Path path, String name) {
        try (InputStream in = open(path)) {
            return DataDocument.read(name, in);
        } catch (IOException e) {
            throw FileFailure.unreadable(path, e);
        }
    }

    private byte[] content(Path path) {
        try (InputStream in = open(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw FileFailure.unreadable(path, e);
        }
    }

    private InputStream open(Path path) throws IOException {
        long size = Files.size(path);
        if (size > options.limits().maxFileBytes()) {
            throw BundleException.of(
                    "`" + path + "` has " + size + " bytes, the limit is "
                            + options.limits().maxFileBytes(),
                    "split the file");
        }
        return Files.newInputStream(path);
    }

    private static boolean isRego(Path path) {
        return path.toString().endsWith(".rego");
    }

    private static boolean isArchive(Path path) {
        return path.toString().endsWith(".tar.gz");
    }

    private static boolean isData(Path path) {
        String name = path.toString();
        return name.endsWith(".json") || name.endsWith(".yaml") || name.endsWith(".yml");
    }
}
