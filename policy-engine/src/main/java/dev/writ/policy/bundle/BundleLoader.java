package dev.writ.policy.bundle;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.SourceText;
import dev.writ.policy.value.RegoObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads bundles. All syntax errors of all modules are reported together. */
public final class BundleLoader {

    private final BundleLimits limits;
    private final RegoVersion standard;
    private final LoadOptions options;

    /**
     * A loader.
     *
     * @param limits how much a bundle may contain
     * @param standard the dialect of modules whose manifest names none
     */
    public BundleLoader(BundleLimits limits, RegoVersion standard) {
        this(LoadOptions.DEFAULT
                .withLimits(limits)
                .withParse(LoadOptions.DEFAULT.parse().withVersion(standard)));
    }

    /** A loader that reads modules, leaves out files and verifies signatures as the options say. */
    public BundleLoader(LoadOptions options) {
        this.limits = options.limits();
        this.standard = options.parse().version();
        this.options = options;
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
        boolean directory = Files.isDirectory(path);
        return load(name, directory ? prefix(path) : "", files(path, true));
    }

    /**
     * The bundle in an archive.
     *
     * @param name what messages call the bundle
     * @throws BundleException if it cannot be used
     */
    public Bundle load(String name, byte[] archive) {
        try {
            return load(
                    name, "", wanted(name, "", TarReader.all(name, new ByteArrayInputStream(archive), limits, true)));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes cannot fail to be read", e);
        }
    }

    private static boolean isUsed(BundleFile file) {
        return file.counts() || file.isCompiled() || file.isPatch();
    }

    private static String prefix(Path directory) {
        String normal = directory.normalize().toString();
        return normal.isEmpty() ? "" : normal + "/";
    }

    private List<BundleFile> wanted(String name, String prefix, List<BundleFile> all) {
        List<BundleFile> kept =
                all.stream().filter(file -> !options.ignoresPath(file.path())).toList();
        BundleSignatures.verify(name, prefix, kept, options.verification());
        return kept.stream().filter(BundleLoader::isUsed).toList();
    }

    /** The files at a path that take part in a bundle: of a directory, or of an archive. */
    public List<BundleFile> files(Path path) {
        return files(path, false);
    }

    private List<BundleFile> files(Path path, boolean forValues) {
        if (Files.isDirectory(path)) {
            boolean every = !(options.verification() instanceof Verification.Skipped);
            return wanted(
                    path.toString(),
                    prefix(path),
                    DirectoryReader.read(path, limits, file -> every || isUsed(file), forValues));
        }
        return wanted(path.toString(), "", archive(path, forValues));
    }

    private List<BundleFile> archive(Path path, boolean forValues) {
        try (InputStream in = Files.newInputStream(path)) {
            if (Files.size(path) > limits.maxArchiveBytes()) {
                throw BundleException.of(
                        "`" + path + "` has " + Files.size(path) + " bytes, the limit is " + limits.maxArchiveBytes(),
                        "keep large documents out of the bundle");
            }
            return TarReader.all(path.toString(), in, limits, forValues);
        } catch (IOException e) {
            throw FileFailure.unreadable(path, e);
        }
    }

    /** All files at a path, whether they take part in a bundle or not. */
    public List<BundleFile> everyFile(Path path) {
        if (Files.isDirectory(path)) {
            return DirectoryReader.read(path, limits, file -> true, false);
        }
        return archive(path, false);
    }

    /**
     * The bundle of some files.
     *
     * @param name what messages call the bundle
     * @param prefix what messages put before the path of a file
     */
    public Bundle load(String name, String prefix, List<BundleFile> files) {
        files.stream().filter(BundleFile::isPatch).forEach(file -> DeltaPatch.refuse(name, prefix, file));
        Manifest manifest = files.stream()
                .filter(BundleFile::isManifest)
                .findFirst()
                .map(file -> Manifest.of(file.document(prefix + file.path()), prefix + file.path(), standard))
                .orElse(new Manifest(
                        "", List.of(""), standard, FileRegoVersions.NONE, RegoObject.EMPTY, RegoObject.EMPTY));
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
        WasmReferences.check(prefix, manifest, files);
        return new Bundle(name, manifest, claimed.isEmpty() ? computed : claimed, modules, data);
    }

    private List<Module> modules(String prefix, List<BundleFile> files, Manifest manifest) {
        List<Module> modules = new ArrayList<>();
        List<Diagnostic> errors = new ArrayList<>();
        for (BundleFile file : files) {
            if (file.isRego()) {
                SourceText source = SourceText.decode(prefix + file.path(), file.content());
                ParseOptions dialect = options.parse().withVersion(manifest.versionOf(file.path()));
                Parsed<Module> parsed = options.module(source, dialect);
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
                        file.document(prefix + file.path()),
                        prefix + file.path());
            }
        }
        return tree.toObject();
    }
}
