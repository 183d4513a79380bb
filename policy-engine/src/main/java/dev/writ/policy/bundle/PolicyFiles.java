package dev.writ.policy.bundle;

import dev.writ.policy.ast.Module;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private final BundleLimits limits;
    private final ParseOptions options;
    private final List<Module> modules = new ArrayList<>();
    private final List<Diagnostic> errors = new ArrayList<>();
    private final DataTree data = new DataTree();

    private PolicyFiles(BundleLimits limits, ParseOptions options) {
        this.limits = limits;
        this.options = options;
    }

    /**
     * Loads files and bundles together.
     *
     * @param paths files and directories
     * @param bundles directories and archives to be loaded as bundles
     * @throws BundleException if something is missing, broken, or there twice; all syntax errors are reported together
     */
    public static Loaded load(List<String> paths, List<String> bundles, BundleLimits limits, ParseOptions options) {
        PolicyFiles loader = new PolicyFiles(limits, options);
        for (String bundle : bundles) {
            loader.bundle(Path.of(bundle));
        }
        for (String path : paths) {
            loader.root(path);
        }
        if (!loader.errors.isEmpty()) {
            throw new BundleException(loader.errors);
        }
        return new Loaded(loader.modules, loader.data.toObject());
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

    private void bundle(Path path) {
        Bundle bundle = new BundleLoader(limits, options.version()).load(path);
        modules.addAll(bundle.modules());
        data.add(List.of(), bundle.data(), path.toString());
    }

    private void root(String argument) {
        int colon = argument.indexOf(':');
        boolean rooted = colon > 0 && !Files.exists(Path.of(argument));
        List<String> at = rooted ? rootedAt(argument.substring(0, colon)) : List.of();
        Path path = Path.of(rooted ? argument.substring(colon + 1) : argument);
        if (Files.isDirectory(path)) {
            directory(path, at);
        } else if (!Files.exists(path)) {
            throw BundleException.of("`" + path + "` does not exist", "give the path of a file or directory");
        } else if (path.toString().endsWith(".tar.gz")) {
            bundle(path);
        } else if (!isRego(path) && !isData(path)) {
            throw BundleException.of(
                    "`" + path + "` is no policy and no data", "give files that end in .rego, .json, .yaml or .yml");
        } else {
            file(path, at);
        }
    }

    private static List<String> rootedAt(String prefix) {
        List<String> segments = Arrays.asList(prefix.split("[./]", -1));
        return segments.getFirst().equals("data") ? segments.subList(1, segments.size()) : segments;
    }

    private void directory(Path root, List<String> at) {
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> all = walk.limit(limits.maxEntries() + 1L)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (all.size() > limits.maxEntries()) {
                throw BundleException.of(
                        "`" + root + "` has more than " + limits.maxEntries() + " files",
                        "check that it is the directory you meant");
            }
            for (Path path : all) {
                List<String> place = new ArrayList<>(at);
                Path parent = root.relativize(path).getParent();
                if (parent != null) {
                    parent.forEach(segment -> place.add(segment.toString()));
                }
                if (isRego(path) || isData(path)) {
                    file(path, place);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw BundleException.of("`" + root + "` cannot be read: " + e.getMessage(), "check its permissions");
        }
    }

    private void file(Path path, List<String> place) {
        byte[] content = content(path);
        String name = path.normalize().toString();
        if (!isRego(path)) {
            data.add(place, DataDocument.read(name, content), name);
            return;
        }
        SourceFile source = new SourceFile(name, new String(content, StandardCharsets.UTF_8));
        Parsed<Module> parsed = RegoParser.module(source, options);
        errors.addAll(parsed.diagnostics().stream().filter(Diagnostic::isError).toList());
        Module module = parsed.result();
        if (module != null) {
            modules.add(module);
        }
    }

    private byte[] content(Path path) {
        try {
            long size = Files.size(path);
            if (size > limits.maxFileBytes()) {
                throw BundleException.of(
                        "`" + path + "` has " + size + " bytes, the limit is " + limits.maxFileBytes(),
                        "split the file");
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw BundleException.of("`" + path + "` cannot be read: " + e.getMessage(), "check its permissions");
        }
    }

    private static boolean isRego(Path path) {
        return path.toString().endsWith(".rego");
    }

    private static boolean isData(Path path) {
        String name = path.toString();
        return name.endsWith(".json") || name.endsWith(".yaml") || name.endsWith(".yml");
    }
}
