package dev.writ.policy.bundle;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.RegoObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads bundles. All syntax errors of all modules are reported together. */
public final class BundleLoader {

    private final BundleLimits limits;
    private final RegoVersion standard;

    /**
     * A loader.
     *
     * @param limits how much a bundle may contain
     * @param standard the dialect of modules whose manifest names none
     */
    public BundleLoader(BundleLimits limits, RegoVersion standard) {
        this.limits = limits;
        this.standard = standard;
    }

    /** A loader with the default limits, for Rego v1. */
    public static BundleLoader standard() {
        return new BundleLoader(BundleLimits.DEFAULT, RegoVersion.V1);
    }

    /**
     * The bundle at a path: a directory, or an archive.
     *
     * @throws BundleException if it cannot be used
     */
    public Bundle load(Path path) {
        String name = path.toString();
        return load(name, Files.isDirectory(path) ? name + "/" : "", files(path));
    }

    /**
     * The bundle in an archive.
     *
     * @param name what messages call the bundle
     * @throws BundleException if it cannot be used
     */
    public Bundle load(String name, byte[] archive) {
        return load(name, "", TarReader.read(name, archive, limits));
    }

    /** The files at a path that take part in a bundle: of a directory, or of an archive. */
    public List<BundleFile> files(Path path) {
        if (Files.isDirectory(path)) {
            return DirectoryReader.read(path, limits);
        }
        try {
            if (Files.size(path) > limits.maxArchiveBytes()) {
                throw BundleException.of(
                        "`" + path + "` has " + Files.size(path) + " bytes, the limit is " + limits.maxArchiveBytes(),
                        "keep large documents out of the bundle");
            }
            return TarReader.read(path.toString(), Files.readAllBytes(path), limits);
        } catch (IOException e) {
            throw BundleException.of(
                    "`" + path + "` cannot be read: " + e.getMessage(),
                    "give the path of a directory or of a `.tar.gz`");
        }
    }

    /**
     * The bundle of some files.
     *
     * @param name what messages call the bundle
     * @param prefix what messages put before the path of a file
     */
    public Bundle load(String name, String prefix, List<BundleFile> files) {
        Manifest manifest = files.stream()
                .filter(BundleFile::isManifest)
                .findFirst()
                .map(file -> Manifest.of(
                        DataDocument.read(prefix + file.path(), file.content()), prefix + file.path(), standard))
                .orElse(new Manifest(
                        "", List.of(""), standard, java.util.Map.of(), RegoObject.EMPTY, RegoObject.EMPTY));
        String computed = BundleRevision.of(files, manifest.members());
        String claimed = manifest.revision();
        if (claimed.startsWith(BundleRevision.PREFIX) && !claimed.equals(computed)) {
            throw BundleException.of(
                    "`" + name + "` calls itself revision `" + claimed + "`, but its content is `" + computed + "`",
                    "take the bundle from its source again, or build it again");
        }
        List<Module> modules = modules(prefix, files, manifest);
        RegoObject data = data(prefix, files);
        Roots.check(name, manifest, modules, data);
        return new Bundle(name, manifest, claimed.isEmpty() ? computed : claimed, modules, data);
    }

    private static List<Module> modules(String prefix, List<BundleFile> files, Manifest manifest) {
        List<Module> modules = new ArrayList<>();
        List<Diagnostic> errors = new ArrayList<>();
        for (BundleFile file : files) {
            if (file.isRego()) {
                SourceFile source = new SourceFile(prefix + file.path(), file.text());
                ParseOptions options = ParseOptions.DEFAULT.withVersion(manifest.versionOf(file.path()));
                Parsed<Module> parsed = RegoParser.module(source, options);
                errors.addAll(parsed.diagnostics().stream()
                        .filter(Diagnostic::isError)
                        .toList());
                Module module = parsed.result();
                if (module != null) {
                    modules.add(module);
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new BundleException(errors);
        }
        return modules;
    }

    private static RegoObject data(String prefix, List<BundleFile> files) {
        DataTree tree = new DataTree();
        for (BundleFile file : files) {
            if (file.isData()) {
                List<String> segments = Arrays.asList(file.path().split("/"));
                tree.add(
                        segments.subList(0, segments.size() - 1),
                        DataDocument.read(prefix + file.path(), file.content()),
                        prefix + file.path());
            }
        }
        return tree.toObject();
    }
}
