package dev.writ.policy.conformance;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.builtin.std.StandardBuiltins;
import dev.writ.policy.check.CheckOptions;
import dev.writ.policy.check.Checker;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One case of compile diagnostics: modules that must be refused, and where and why. */
record CompileCase(RegoObject fields) {

    private static final String FIRST_MODULE = "test-0.rego";

    String id() {
        return text("file") + "#" + get("index");
    }

    String note() {
        return text("note");
    }

    /** What is wrong, or null where the case holds. */
    @Nullable
    String failure() {
        List<String> got = diagnostics().stream().map(CompileCase::shown).toList();
        List<String> missing = new ArrayList<>();
        int wanted = 0;
        for (RegoValue error : (RegoArray) Objects.requireNonNull(get("want_errors"))) {
            wanted++;
            String line = shown((RegoObject) error);
            if (!got.contains(line)) {
                missing.add(line);
            }
        }
        boolean tooMany = RegoBoolean.TRUE.equals(get("exhaustive")) && got.size() != wanted;
        return missing.isEmpty() && !tooMany ? null : "missing " + missing + ", got " + got;
    }

    private List<Diagnostic> diagnostics() {
        ParseOptions options = ParseOptions.DEFAULT.withVersion(version());
        List<Module> modules = new ArrayList<>();
        List<Diagnostic> errors = new ArrayList<>();
        for (RegoValue source : (RegoArray) Objects.requireNonNull(get("modules"))) {
            String name = "test-" + (modules.size() + errors.size()) + ".rego";
            Parsed<Module> parsed = RegoParser.module(new SourceFile(name, ((RegoString) source).value()), options);
            Module module = parsed.result();
            if (module == null) {
                errors.addAll(parsed.diagnostics());
            } else {
                modules.add(module);
            }
        }
        if (!errors.isEmpty()) {
            return errors;
        }
        return Checker.create(
                        StandardBuiltins.registry(),
                        CheckOptions.DEFAULT.withStrict(RegoBoolean.TRUE.equals(get("strict"))))
                .check(modules, path -> false)
                .diagnostics();
    }

    private RegoVersion version() {
        String given = get("rego_version") instanceof RegoString named ? named.value() : text("folder");
        return switch (given) {
            case "v0" -> RegoVersion.V0;
            case "v1" -> RegoVersion.V1;
            default -> throw new IllegalArgumentException("unknown version `" + given + "` in " + id());
        };
    }

    /** As {@code module:row:col: code: message}, without the backticks that ours have and OPA's do not. */
    private static String shown(Diagnostic diagnostic) {
        Span span = Objects.requireNonNull(diagnostic.span(), diagnostic::message);
        return span.place() + ": " + diagnostic.code().code() + ": "
                + diagnostic.message().replace("`", "");
    }

    private static String shown(RegoObject error) {
        String module = error.get("module") instanceof RegoString name ? name.value() : FIRST_MODULE;
        long row = ((RegoNumber) Objects.requireNonNull(error.get("row"))).longValue();
        long column = ((RegoNumber) Objects.requireNonNull(error.get("col"))).longValue();
        String code = ((RegoString) Objects.requireNonNull(error.get("code"))).value();
        String message = ((RegoString) Objects.requireNonNull(error.get("message"))).value();
        return module + ":" + row + ":" + column + ": " + code + ": " + message;
    }

    private String text(String field) {
        return ((RegoString) Objects.requireNonNull(get(field), field)).value();
    }

    private @Nullable RegoValue get(String field) {
        return fields.get(field);
    }
}
