package dev.writ.policy.parse;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.ElseBranch;
import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import java.util.List;

/** Where the forms of rules differ between v0 and v1. */
final class RuleForms {
    private RuleForms() {}

    /** In v0, {@code p[x]} without {@code if} and without a value is an element of a set. */
    static Rule asV0(Rule rule) {
        Head head = rule.head();
        boolean withIf = rule.form() == BodyForm.IF_BLOCK || rule.form() == BodyForm.IF_LITERAL;
        boolean set = head.ref().size() == 2
                && head.isValueGenerated()
                && head.args() == null
                && !withIf
                && !rule.isDefault();
        if (!set) {
            return rule;
        }
        Head converted =
                new Head(head.span(), head.ref().subList(0, 1), null, head.ref().get(1), null, false, false);
        return new Rule(rule.span(), false, converted, rule.body(), rule.elses(), rule.form(), rule.annotations());
    }

    /** Reports a name alone: v0 has no rule without a value and a body, other than elements of sets. */
    static void checkV0(Rule rule, List<Diagnostic> diagnostics) {
        Head head = rule.head();
        boolean alone = rule.form() == BodyForm.NONE
                && head.isValueGenerated()
                && !head.isContains()
                && head.args() == null
                && head.ref().size() == 1
                && !rule.isDefault();
        if (alone) {
            String hint = switch (head.name()) {
                case "if", "contains", "in", "every" ->
                    "to use it as a keyword, write `import future.keywords." + head.name() + "`";
                default -> "write `" + head.name() + " = value` or `" + head.name() + " { ... }`";
            };
            diagnostics.add(error(rule.span(), "var cannot be used for rule name", hint));
        }
    }

    /** Reports the forms that v1 gave up. */
    static void checkV1(Rule rule, List<Diagnostic> diagnostics) {
        Head head = rule.head();
        String what = head.isFunction() ? "function" : "rule";
        if (rule.isDefault()) {
            return;
        }
        if (rule.form() == BodyForm.NONE && head.isValueGenerated() && !head.isFunction()) {
            diagnostics.add(withoutBody(head));
        }
        if (rule.form() == BodyForm.BLOCK) {
            diagnostics.add(missingIf(rule.span(), what));
            if (head.ref().size() == 2 && head.isValueGenerated() && head.args() == null && !head.isContains()) {
                diagnostics.add(withoutBody(head));
            }
        }
        for (ElseBranch branch : rule.elses()) {
            if (branch.form() == BodyForm.BLOCK) {
                diagnostics.add(missingIf(branch.span(), what));
            }
        }
    }

    private static Diagnostic withoutBody(Head head) {
        if (head.args() != null) {
            return error(head.span(), "a function needs at least one parameter", "leave out the parentheses");
        }
        return switch (head.ref().size()) {
            case 1 ->
                error(
                        head.span(),
                        "`" + head.name() + "` alone is no rule: it must have a value or a body",
                        "write `" + head.name() + " := value` or `" + head.name() + " if { ... }`");
            case 2 ->
                error(
                        head.span(),
                        "`contains` is required for rules that make a set",
                        "write `" + head.name() + " contains ...`, or give the entry a value with `:=`");
            default -> error(head.span(), "a rule must have a value or a body", "add `:= value` or `if { ... }`");
        };
    }

    private static Diagnostic missingIf(Span span, String what) {
        return error(
                span, "`if` is required before the body of a " + what, "write `if {`, or read the module as Rego v0");
    }

    private static Diagnostic error(Span span, String message, String hint) {
        return Diagnostic.error(DiagnosticCode.PARSE, span, message, hint);
    }
}
