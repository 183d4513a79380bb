package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** Rule has the name of a built-in function. */
public final class RuleShadowsBuiltin implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "rule-shadows-builtin", "rule has the name of a built-in function");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            String name = rule.head().name();
            if (rule.form() != BodyForm.CHAINED && module.project().language().isFirstName(name)) {
                sink.report(Linted.nameOf(rule), "`" + name + "` is the name of a built-in function");
            }
        }
    }
}
