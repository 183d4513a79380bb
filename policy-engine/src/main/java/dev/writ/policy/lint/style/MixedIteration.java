package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** Two ways to iterate in one expression. */
public final class MixedIteration implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("style", "mixed-iteration", "two ways to iterate in one expression");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Expr.SomeIn some : module.all(Expr.SomeIn.class)) {
            if (some.collection() instanceof Ref ref
                    && ref.path().stream().anyMatch(operand -> operand instanceof Var var && module.isOutput(var))) {
                sink.report(
                        ref.span(),
                        "this iterates as well: write both loops with `some ... in`, or both with brackets");
            }
        }
    }
}
