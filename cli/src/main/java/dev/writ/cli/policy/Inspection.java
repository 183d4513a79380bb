package dev.writ.cli.policy;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.bundle.Bundle;
import dev.writ.policy.bundle.BundleFile;
import dev.writ.policy.bundle.BundleLoader;
import dev.writ.policy.bundle.BundleSignatures;
import dev.writ.policy.bundle.LoadOptions;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.parse.AstJson;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is in a bundle or a module.
 *
 * @param manifest the manifest as it was written; empty where there is none
 * @param isBundle whether there can be a manifest
 * @param signatures the signatures as they were written
 * @param namespaces the files of each package and each place of data
 * @param notes the annotations
 * @param capabilities what the modules need of an engine
 */
record Inspection(
        RegoObject manifest,
        boolean isBundle,
        RegoObject signatures,
        Map<String, List<String>> namespaces,
        List<InspectedNote> notes,
        OrderedJson capabilities) {

    private static final Set<DiagnosticCode> REFUSED =
            EnumSet.of(DiagnosticCode.COMPILE, DiagnosticCode.TYPE, DiagnosticCode.RECURSION);

    /** What is said of a name that nobody knows: an engine with more functions may know it. */
    private static final List<String> UNKNOWN =
            List.of("undefined function", "with keyword target must reference existing");

    /**
     * Reads and checks what is there.
     *
     * @throws dev.writ.policy.bundle.BundleException if it cannot be read
     * @throws PolicyException if its modules have errors beside unknown functions and unsafe variables
     */
    static Inspection of(Path path, boolean v0) {
        RegoVersion standard = v0 ? RegoVersion.V0 : RegoVersion.V1;
        LoadOptions options =
                LoadOptions.DEFAULT.withParse(LoadOptions.DEFAULT.parse().withVersion(standard));
        if (path.toString().endsWith(".rego")) {
            List<Module> modules = PolicyFiles.load(List.of(path.toString()), List.of(), options)
                    .modules();
            check(modules);
            return new Inspection(
                    RegoObject.EMPTY,
                    false,
                    RegoObject.EMPTY,
                    namespaces(modules, ""),
                    notes(modules, ""),
                    RequiredCapabilities.of(modules, standard));
        }
        BundleLoader loader = new BundleLoader(options);
        List<BundleFile> files = loader.everyFile(path);
        boolean directory = Files.isDirectory(path);
        String prefix = directory ? path.normalize() + "/" : "/";
        Bundle bundle = loader.load(path);
        check(bundle.modules());
        String root = directory ? "" : "/";
        Map<String, List<String>> namespaces = namespaces(bundle.modules(), root);
        RegoObject signatures = RegoObject.EMPTY;
        for (BundleFile file : files) {
            if (file.isData()) {
                int slash = file.path().lastIndexOf('/');
                String place =
                        slash < 0 ? "" : "." + file.path().substring(0, slash).replace('/', '.');
                namespaces
                        .computeIfAbsent("data" + place, name -> new ArrayList<>())
                        .add(prefix + file.path());
            } else if (file.path().equals(BundleSignatures.FILE)
                    && JsonReader.read(new String(file.content(), StandardCharsets.UTF_8)) instanceof RegoObject read) {
                signatures = read;
            }
        }
        return new Inspection(
                bundle.manifest().members(),
                true,
                signatures,
                namespaces,
                notes(bundle.modules(), root),
                RequiredCapabilities.of(bundle.modules(), standard));
    }

    /**
     * Refuses what OPA refuses: it compiles the modules to know what they need, where functions may be unknown and variables
     * unsafe. Schemas in annotations play no part in it.
     */
    private static void check(List<Module> modules) {
        try {
            NativePolicyEngine.check(
                    modules.stream().map(Module::withoutSchemas).toList(),
                    RegoObject.EMPTY,
                    EngineOptions.standard().withRevision("inspected"));
        } catch (PolicyException e) {
            List<Diagnostic> errors = e.diagnostics().stream()
                    .filter(error -> REFUSED.contains(error.code()))
                    .filter(error -> UNKNOWN.stream().noneMatch(error.message()::startsWith))
                    // Calls of `print` are taken out before that is looked at.
                    .filter(error -> !error.message().endsWith("is undeclared"))
                    .toList();
            if (!errors.isEmpty()) {
                throw new PolicyException(errors);
            }
        }
    }

    private static Map<String, List<String>> namespaces(List<Module> modules, String prefix) {
        Map<String, List<String>> namespaces = new TreeMap<>();
        for (Module module : modules) {
            namespaces
                    .computeIfAbsent(packageText(module), name -> new ArrayList<>())
                    .add(prefix + module.file().name());
        }
        return namespaces;
    }

    private static String packageText(Module module) {
        StringBuilder text = new StringBuilder("data");
        for (String name : module.packageDecl().names()) {
            text.append(TermText.isIdentifier(name) ? "." + name : "[" + RegoString.of(name) + "]");
        }
        return text.toString();
    }

    private static List<InspectedNote> notes(List<Module> modules, String prefix) {
        return modules.stream()
                .flatMap(module -> InspectedNote.of(module, prefix).stream())
                .sorted()
                .toList();
    }

    String json(boolean annotations) {
        OrderedJson json = new OrderedJson();
        if (isBundle) {
            json.put("manifest", manifestJson());
        }
        json.put("signatures_config", signatures);
        OrderedJson places = new OrderedJson();
        namespaces.forEach((name, files) ->
                places.put(name, RegoArray.of(files.stream().map(RegoString::of).toList())));
        if (!namespaces.isEmpty()) {
            json.put("namespaces", places);
        }
        if (annotations && !notes.isEmpty()) {
            json.put("annotations", notes.stream().map(Inspection::noteJson).toList());
        }
        json.put("capabilities", capabilities);
        return json + "\n";
    }

    private OrderedJson manifestJson() {
        OrderedJson json = new OrderedJson();
        RegoValue revision = manifest.get("revision");
        json.put("revision", revision == null ? RegoString.of("") : revision);
        RegoValue roots = manifest.get("roots");
        json.put("roots", roots == null ? RegoArray.of(List.of(RegoString.of(""))) : roots);
        for (String name : List.of("wasm", "rego_version", "file_rego_versions", "metadata")) {
            RegoValue value = manifest.get(name);
            if (value != null) {
                json.put(name, value);
            }
        }
        return json;
    }

    private static OrderedJson noteJson(InspectedNote note) {
        List<RegoValue> path = new ArrayList<>();
        path.add(term("var", "data"));
        note.path().forEach(name -> path.add(term("string", name)));
        return new OrderedJson()
                .put("annotations", AstJson.annotations(note.annotations()))
                .put(
                        "location",
                        new OrderedJson()
                                .put("file", note.file())
                                .put("row", note.place().line())
                                .put("col", note.place().column()))
                .put("path", RegoArray.of(path));
    }

    private static RegoValue term(String type, String value) {
        RegoObject.Builder term = RegoObject.builder();
        term.put("type", RegoString.of(type));
        term.put("value", RegoString.of(value));
        return term.build();
    }

    String pretty(boolean annotations) {
        StringBuilder out = new StringBuilder();
        TextTable about = about();
        if (!about.isEmpty()) {
            out.append("MANIFEST:\n").append(about);
        }
        TextTable places = TextTable.headed("NAMESPACE", "FILE");
        namespaces.forEach((name, files) -> {
            for (int i = 0; i < files.size(); i++) {
                places.row(i == 0 ? name : "", ShortPath.of(files.get(i)));
            }
        });
        if (!places.isEmpty()) {
            out.append("NAMESPACES:\n").append(places);
        }
        if (annotations && !notes.isEmpty()) {
            out.append("ANNOTATIONS:\n");
            notes.forEach(note -> out.append(note.text()));
        }
        return out.toString();
    }

    private TextTable about() {
        TextTable about = TextTable.headed("FIELD", "VALUE");
        RegoValue version = manifest.get("rego_version");
        if (version != null) {
            about.row("Rego Version", version.toString());
        }
        if (manifest.get("revision") instanceof RegoString revision
                && !revision.value().isEmpty()) {
            about.row("Revision", ShortPath.cut(revision.value()));
        }
        if (manifest.get("roots") instanceof RegoArray roots) {
            List<String> names = roots.toList().stream()
                    .map(root -> root instanceof RegoString text ? text.value() : root.toString())
                    .sorted()
                    .toList();
            for (int i = 0; i < names.size(); i++) {
                if (names.size() > 1 || !names.get(i).isEmpty()) {
                    about.row(i == 0 ? "Roots" : "", names.get(i));
                }
            }
        }
        RegoValue metadata = manifest.get("metadata");
        if (metadata instanceof RegoObject object && object.size() > 0) {
            about.row("Metadata", ShortPath.cut(JsonWriter.compactHtmlSafe(metadata)));
        }
        return about;
    }
}
