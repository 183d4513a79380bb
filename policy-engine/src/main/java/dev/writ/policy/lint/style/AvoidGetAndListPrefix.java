package dev.writ.policy.lint.style;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** `get_` and `list_` say nothing that the rule does not. */
public final class AvoidGetAndListPrefix implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("style", "avoid-get-and-list-prefix", "`get_` and `list_` say nothing that the rule does not");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            String name = rule.head().name();
            if (rule.form() != BodyForm.CHAINED && (name.startsWith("get_") || name.startsWith("list_"))) {
                sink.report(rule.head().span(), "call it `" + name.substring(name.indexOf('_') + 1) + "`");
            }
        }
    }
}
