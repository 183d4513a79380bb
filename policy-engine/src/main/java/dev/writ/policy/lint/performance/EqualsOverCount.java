package dev.writ.policy.lint.performance;

import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import dev.writ.policy.value.RegoNumber;

/** An empty collection can be compared with directly. */
public final class EqualsOverCount implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "performance", "equals-over-count", "an empty collection can be compared with directly")
            .off();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Term.Infix infix : module.all(Term.Infix.class)) {
            boolean compares = infix.operator() == InfixOperator.EQUAL
                    || infix.operator() == InfixOperator.NOT_EQUAL
                    || infix.operator() == InfixOperator.GREATER;
            if (compares
                    && Terms.callOf(infix.left(), "count") != null
                    && RegoNumber.of(0).equals(Terms.scalar(infix.right()))) {
                sink.report(infix.span(), "compare with the empty collection itself");
            }
        }
    }
}
