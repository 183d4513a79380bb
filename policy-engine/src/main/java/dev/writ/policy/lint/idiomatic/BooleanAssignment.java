package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** The condition is assigned instead of asked. */
public final class BooleanAssignment implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("idiomatic", "boolean-assignment", "the condition is assigned instead of asked");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            Term value = rule.head().isValueGenerated() ? null : rule.head().value();
            boolean condition = switch (value) {
                case Term.Infix infix -> Terms.isComparison(infix.operator());
                case Term.Call call -> isBoolean(module, call);
                case null, default -> false;
            };
            if (condition && value != null && rule.form() != BodyForm.CHAINED) {
                sink.report(value.span(), "write this condition behind `if`");
            }
        }
    }

    private static boolean isBoolean(Linted module, Term.Call call) {
        BuiltinSignature function = module.builtin(Terms.functionName(call));
        return function != null && "boolean".equals(function.result()) && module.dataPath(call.function()) == null;
    }
}
