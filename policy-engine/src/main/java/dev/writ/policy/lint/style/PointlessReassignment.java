package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.Binding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** A second name for one thing. */
public final class PointlessReassignment implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("style", "pointless-reassignment", "a second name for one thing");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            boolean plain = rule.body().generated()
                    && rule.head().args() == null
                    && !rule.head().isContains()
                    && !rule.isDefault()
                    && rule.head().ref().stream().skip(1).allMatch(Term.Scalar.class::isInstance);
            if (plain
                    && rule.head().value() instanceof Var var
                    && module.binding(var).kind() == Binding.Kind.RULE) {
                sink.report(rule.span(), "`" + Terms.ruleName(rule) + "` is `" + var.name() + "`");
            }
        }
        for (Literal literal : module.conditions()) {
            if (literal.expr() instanceof Expr.Assign assign
                    && literal.withs().isEmpty()
                    && assign.target() instanceof Var target
                    && !target.isWildcard()
                    && assign.value() instanceof Var value
                    && !value.isWildcard()) {
                sink.report(literal.span(), "`" + target.name() + "` is `" + value.name() + "`");
            }
        }
    }
}
