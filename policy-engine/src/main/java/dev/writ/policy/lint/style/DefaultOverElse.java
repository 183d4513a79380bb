package dev.writ.policy.lint.style;

import dev.writ.policy.ast.ElseBranch;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** A last `else` without a condition is a default. */
public final class DefaultOverElse implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "style", "default-over-else", "a last `else` without a condition is a default")
            .option("prefer-default-functions", false);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        boolean functions = sink.settings().flag("prefer-default-functions");
        for (Rule rule : module.rules()) {
            if (!rule.elses().isEmpty() && (functions || !rule.head().isFunction())) {
                ElseBranch last = rule.elses().getLast();
                if (last.body().generated() && Terms.isConstant(last.value())) {
                    sink.report(last.span(), "write `default " + rule.head().name() + " := ...` above the rule");
                }
            }
        }
    }
}
