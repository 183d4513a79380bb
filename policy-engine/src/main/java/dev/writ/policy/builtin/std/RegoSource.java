package dev.writ.policy.builtin.std;

import dev.writ.policy.ast.Module;
import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Nullary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.parse.AstJson;
import dev.writ.policy.parse.AstJsonOptions;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rego as data. */
final class RegoSource {

    private RegoSource() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "rego.parse_module", (Binary) RegoSource::parseModule,
                "rego.metadata.chain", (Nullary) context -> onlyInRules("rego.metadata.chain"),
                "rego.metadata.rule", (Nullary) context -> onlyInRules("rego.metadata.rule"));
    }

    /** In a rule, the checker has put a constant in the place of the call. */
    private static RegoValue onlyInRules(String name) {
        throw BuiltinFailure.error("the " + name + " function must only be called within the scope of a rule");
    }

    private static RegoValue parseModule(BuiltinContext context, RegoValue name, RegoValue source) {
        String file = Operands.string(name, 1);
        String text = Operands.string(source, 1);
        context.checkpoint();
        Parsed<Module> parsed = RegoParser.module(new SourceFile(file, text), ParseOptions.DEFAULT.withoutMetadata());
        context.checkpoint();
        Module module = parsed.result();
        if (module == null) {
            throw BuiltinFailure.error(message(parsed.diagnostics()));
        }
        return AstJson.of(module, AstJsonOptions.DEFAULT);
    }

    private static String message(List<Diagnostic> diagnostics) {
        String errors = diagnostics.stream().map(RegoSource::line).collect(Collectors.joining("\n"));
        int count = diagnostics.size();
        return count == 1 ? "1 error occurred: " + errors : count + " errors occurred:\n" + errors;
    }

    private static String line(Diagnostic diagnostic) {
        Span span = diagnostic.span();
        String place = span == null ? "" : span.file().name() + ":" + span.line() + ": ";
        return place + diagnostic.code().code() + ": " + inOpasWords(diagnostic.message());
    }

    /** Policies compare these texts, so what a file lacks at its end is named as OPA names it. */
    private static String inOpasWords(String message) {
        return message.replace("unexpected end of text, expected ", "unexpected eof token: expected ")
                .replace("expected a name", "expected ident");
    }
}
