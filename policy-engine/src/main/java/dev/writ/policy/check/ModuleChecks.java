package dev.writ.policy.check;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.PathSegment;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.RegoString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be said about imports and names of rules without looking at bodies. */
final class ModuleChecks {
    private ModuleChecks() {}

    /** Names that hide others: an import given twice, a rule called {@code input} or {@code data}. */
    static void names(Module module, CheckOptions options, List<Diagnostic> diagnostics) {
        if (module.version() != RegoVersion.V1 && !options.strict()) {
            return;
        }
        Map<String, Import> seen = new HashMap<>();
        for (Import imported : module.imports()) {
            Import first = seen.putIfAbsent(imported.name(), imported);
            if (first != null) {
                diagnostics.add(Diagnostic.error(
                        DiagnosticCode.COMPILE,
                        imported.span(),
                        "import must not shadow `" + text(first) + "`",
                        "that is at " + first.span().line() + ":" + first.span().column()
                                + ": remove one of them, or give it another name with `as`"));
            }
        }
        for (Rule rule : module.rules()) {
            String name = rule.head().name();
            if (name.equals("input") || name.equals("data")) {
                diagnostics.add(Diagnostic.error(
                        DiagnosticCode.COMPILE,
                        rule.span(),
                        "rules must not shadow `" + name + "` (use a different rule name)",
                        null));
            }
        }
    }

    /** A call that stands where rules stand. */
    static void callsAsRules(Module module, BuiltinRegistry builtins, List<Diagnostic> diagnostics) {
        for (Rule rule : module.rules()) {
            Head head = rule.head();
            List<Term> args = head.args();
            boolean call = rule.form() == BodyForm.NONE && head.isValueGenerated() && args != null && !args.isEmpty();
            String name = call ? SharedLines.name(rule) : "";
            if (call && builtins.signature(name).isPresent()) {
                diagnostics.add(Diagnostic.error(
                        DiagnosticCode.PARSE,
                        rule.span(),
                        "rule name conflicts with built-in function",
                        "call `" + name + "` in the body of a rule"));
            }
        }
    }

    /** Imports that nothing uses. */
    static void unusedImports(Module module, ModuleScope scope, List<Diagnostic> diagnostics) {
        for (Import imported : module.imports()) {
            if (!imported.isLanguage() && !scope.isUsed(imported.name())) {
                diagnostics.add(Diagnostic.error(
                        DiagnosticCode.COMPILE, imported.span(), "`" + text(imported) + "` unused", "remove it"));
            }
        }
    }

    /** As it would be written, on one line. */
    private static String text(Import imported) {
        StringBuilder out = new StringBuilder("import ").append(imported.root().name());
        for (PathSegment segment : imported.path()) {
            out.append(
                    TermText.isIdentifier(segment.name())
                            ? "." + segment.name()
                            : "[" + RegoString.of(segment.name()) + "]");
        }
        PathSegment alias = imported.alias();
        return alias == null ? out.toString() : out + " as " + alias.name();
    }
}
