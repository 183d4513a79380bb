package dev.writ.policy;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Module;
import dev.writ.policy.check.BaseDocuments;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Sha256;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads modules and queries, and names what was read. */
public final class Sources {

    private Sources() {}

    /**
     * Reads all files; errors of all of them are reported together.
     *
     * @throws PolicyException if any of them is not Rego
     */
    public static List<Module> modules(Collection<SourceFile> files, ParseOptions options) {
        List<Module> modules = new ArrayList<>();
        List<Diagnostic> errors = new ArrayList<>();
        for (SourceFile file : files) {
            Parsed<Module> parsed = RegoParser.module(file, options);
            Module module = parsed.result();
            if (module == null) {
                errors.addAll(parsed.diagnostics());
            } else {
                modules.add(module);
            }
        }
        if (!errors.isEmpty()) {
            throw new PolicyException(errors);
        }
        return modules;
    }

    /** Reads a query. */
    public static Body query(String text, List<Import> imports, ParseOptions options) {
        Parsed<Body> parsed = RegoParser.query(new SourceFile("", text), imports, options);
        Body body = parsed.result();
        if (body == null) {
            throw new PolicyException(parsed.diagnostics());
        }
        return body;
    }

    /**
     * Reads the path of a package, as it is written behind {@code package}.
     *
     * @throws PolicyException if it is no such path, or something follows it
     */
    public static List<String> packageNames(String path, ParseOptions options) {
        Module module =
                modules(List.of(new SourceFile("", "package " + path)), options).getFirst();
        if (!module.imports().isEmpty() || !module.rules().isEmpty()) {
            throw new PolicyException(List.of(Diagnostic.error(
                    DiagnosticCode.PARSE,
                    null,
                    "`" + path + "` is more than the path of a package",
                    "give the path alone, as in `example.rules`")));
        }
        return module.packageDecl().names();
    }

    /** Reads what a query imports. */
    public static List<Import> imports(List<String> paths, ParseOptions options) {
        if (paths.isEmpty()) {
            return List.of();
        }
        StringBuilder text = new StringBuilder("package query\n");
        paths.forEach(path -> text.append("import ").append(path).append('\n'));
        return modules(List.of(new SourceFile("", text.toString())), options)
                .getFirst()
                .imports();
    }

    /** What base data there is, for the check that rules do not hide it. */
    public static BaseDocuments base(RegoObject data) {
        return path -> {
            RegoValue current = data;
            for (String key : path) {
                if (!(current instanceof RegoObject object)) {
                    return true;
                }
                RegoValue next = object.get(RegoString.of(key));
                if (next == null) {
                    return false;
                }
                current = next;
            }
            return true;
        };
    }

    /** SHA-256 over names and texts of the files in the order of names, and over the data. */
    static String digest(Collection<SourceFile> files, RegoObject data) {
        Stream<String> sources = files.stream()
                .sorted(Comparator.comparing(SourceFile::name))
                .flatMap(file -> Stream.of(file.name(), file.text()));
        return Sha256.revision(Stream.concat(sources, Stream.of(data).map(JsonWriter::compact))
                .map(part -> part.getBytes(StandardCharsets.UTF_8)));
    }
}
