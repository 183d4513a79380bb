package dev.writ.policy.lint.custom;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** A body of its own needs a head of its own. */
public final class ChainedRuleBody implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "custom", "chained-rule-body", "a body of its own needs a head of its own")
            .off();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            if (rule.form() == BodyForm.CHAINED) {
                sink.report(rule.span(), "give this body a head of its own");
            }
        }
    }
}
