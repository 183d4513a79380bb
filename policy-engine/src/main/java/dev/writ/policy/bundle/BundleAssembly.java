package dev.writ.policy.bundle;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.builtin.golang.GoGlob;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code opa build} makes of files or of other bundles: one bundle with all data in one document, the modules under
 * the paths they were given with, and a manifest that says which dialect they are in.
 *
 * @param manifest the members of the manifest
 * @param data all data
 * @param modules the modules, as parsed
 * @param compiled files that were compiled from the modules
 */
public record BundleAssembly(RegoObject manifest, RegoObject data, List<Module> modules, List<BundleFile> compiled) {

    public BundleAssembly {
        modules = List.copyOf(modules);
        compiled = List.copyOf(compiled);
    }

    /** The bundle of files that are no bundles; it owns everything. */
    public static BundleAssembly of(PolicyFiles.Loaded files, RegoVersion version) {
        RegoObject manifest = manifest("", List.of(""), version, RegoObject.EMPTY, RegoObject.EMPTY);
        return new BundleAssembly(manifest, files.data(), files.modules(), List.of());
    }

    /**
     * The bundle of some bundles: of one, with its manifest; of more, with the roots of all.
     *
     * @param version the dialect where a bundle names none
     * @throws BundleException if two own the same
     */
    public static BundleAssembly of(List<Bundle> bundles, RegoVersion version) {
        if (bundles.size() == 1) {
            Bundle bundle = bundles.getFirst();
            Manifest manifest = bundle.manifest();
            RegoVersion own = manifest.regoVersion();
            RegoObject members = manifest(
                    manifest.revision(), manifest.roots(), own, fileVersions(bundles, own), manifest.metadata());
            return new BundleAssembly(members, bundle.data(), bundle.modules(), List.of());
        }
        OverlappingRoots.check(bundles);
        DataTree data = new DataTree();
        List<Module> modules = new ArrayList<>();
        List<String> roots = new ArrayList<>();
        for (Bundle bundle : bundles) {
            roots.addAll(bundle.manifest().roots());
            data.add(List.of(), bundle.data(), bundle.name());
            modules.addAll(bundle.modules());
        }
        RegoObject members = manifest("", roots, version, fileVersions(bundles, version), RegoObject.EMPTY);
        return new BundleAssembly(members, data.toObject(), modules, List.of());
    }

    /** The dialects of modules that are in another one than the rest. */
    private static RegoObject fileVersions(List<Bundle> bundles, RegoVersion rest) {
        RegoObject.Builder versions = RegoObject.builder();
        for (Bundle bundle : bundles) {
            String prefix = Path.of(bundle.name()).normalize() + "/";
            for (Module module : bundle.modules()) {
                String name = module.file().name();
                String inside = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
                RegoVersion version = bundle.manifest().versionOf(inside);
                if (version != rest) {
                    versions.put(RegoString.of(GoGlob.quoteMeta("/" + path(module))), number(version));
                }
            }
        }
        return versions.build();
    }

    private static RegoObject manifest(
            String revision, List<String> roots, RegoVersion version, RegoObject fileVersions, RegoObject metadata) {
        RegoObject.Builder manifest = RegoObject.builder();
        manifest.put("revision", RegoString.of(revision));
        manifest.put("roots", RegoArray.of(roots.stream().map(RegoString::of).toList()));
        manifest.put("rego_version", number(version));
        if (fileVersions.size() > 0) {
            manifest.put("file_rego_versions", fileVersions);
        }
        if (metadata.size() > 0) {
            manifest.put("metadata", metadata);
        }
        return manifest.build();
    }

    private static RegoValue number(RegoVersion version) {
        return RegoNumber.of(
                switch (version) {
                    case V0 -> 0;
                    case V1 -> 1;
                });
    }

    /** The same with a revision of this name. */
    public BundleAssembly withRevision(String revision) {
        return with("revision", RegoString.of(revision));
    }

    private BundleAssembly with(String member, RegoValue value) {
        RegoObject.Builder members = RegoObject.builder();
        manifest.forEach(members::put);
        members.put(member, value);
        return new BundleAssembly(members.build(), data, modules, compiled);
    }

    /** The paths that the bundle owns, with slashes; one that is empty is all. */
    public List<String> roots() {
        List<String> roots = new ArrayList<>();
        if (manifest.get("roots") instanceof RegoArray array) {
            array.forEach(root -> roots.add(root instanceof RegoString text ? text.value() : ""));
        }
        return roots;
    }

    /** The same with other modules, of which some are in a package that the bundle owns from then on, too. */
    public BundleAssembly withModules(List<Module> changed, String packageName) {
        List<RegoValue> roots = new ArrayList<>();
        boolean owned = false;
        for (String root : roots()) {
            owned |= root.isEmpty() || root.equals(packageName);
            roots.add(RegoString.of(root));
        }
        boolean made = changed.stream()
                .anyMatch(module -> module.packageDecl().names().getFirst().equals(packageName));
        if (made && !owned) {
            roots.add(RegoString.of(packageName));
        }
        return new BundleAssembly(with("roots", RegoArray.of(roots)).manifest(), data, changed, compiled);
    }

    /** The same with files that were compiled from the modules. */
    public BundleAssembly withCompiled(List<BundleFile> files) {
        return new BundleAssembly(manifest, data, modules, files);
    }

    /** The files of the bundle, signed where that is asked for. */
    public List<BundleFile> files(Optional<Signing> signing) {
        List<BundleFile> files = new ArrayList<>();
        files.add(document("data.json", data));
        for (Module module : modules) {
            files.add(new BundleFile(path(module), module.file().text().getBytes(StandardCharsets.UTF_8)));
        }
        files.addAll(compiled);
        files.add(document(BundleFile.MANIFEST, manifest));
        signing.ifPresent(how -> files.add(new BundleFile(BundleSignatures.FILE, BundleSignatures.sign(files, how))));
        return files;
    }

    /** The bytes of the {@code .tar.gz}. */
    public byte[] archive(Optional<Signing> signing) {
        return TarWriter.write("/", files(signing));
    }

    /** The path that a module was read from, without what leads out of the bundle. */
    private static String path(Module module) {
        return module.file().name().replaceAll("^(\\.{0,2}/)+", "");
    }

    private static BundleFile document(String path, RegoObject document) {
        return new BundleFile(path, (JsonWriter.compact(document) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
