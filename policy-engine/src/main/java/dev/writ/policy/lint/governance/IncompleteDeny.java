package dev.writ.policy.lint.governance;

import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A denial without code, message, control or remediation. */
public final class IncompleteDeny implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("governance", "incomplete-deny", "a denial without code, message, control or remediation");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final List<String> MEMBERS = List.of("code", "message", "control", "remediation");

    @Override
    public void check(Linted module, Sink sink) {
        if (DecisionPath.contains(module)) {
            for (Rule rule : module.rules()) {
                String name = ModuleFacts.definition(rule).path().getLast();
                Term reason = rule.head().key();
                if (reason != null && (name.equals("deny") || name.endsWith("_denials"))) {
                    check(Objects.requireNonNullElse(module.definitionOf(reason), reason), sink);
                }
            }
        }
    }

    private static void check(Term reason, Sink sink) {
        switch (reason) {
            case Term.ObjectLiteral object -> members(object, sink);
            case Term.Scalar scalar -> bare(scalar, sink);
            case Term.TemplateString text -> bare(text, sink);
            case Term.Call call when Terms.functionName(call).equals("sprintf") -> bare(call, sink);
            default -> {}
        }
    }

    private static void bare(Term reason, Sink sink) {
        sink.report(reason.span(), "a denial is an object with `code`, `message`, `control` and `remediation`");
    }

    private static void members(Term.ObjectLiteral object, Sink sink) {
        List<String> missing = new ArrayList<>(MEMBERS);
        for (ObjectEntry entry : object.entries()) {
            String name = Terms.string(entry.key());
            if (name == null) {
                return;
            }
            String value = Terms.string(entry.value());
            if (value == null || !value.isBlank()) {
                missing.remove(name);
            }
        }
        if (!missing.isEmpty()) {
            sink.report(object.span(), "this denial has no `" + String.join("`, no `", missing) + "`");
        }
    }
}
