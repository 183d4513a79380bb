package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** Conditions stand behind `if`. */
public final class UseIf implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("idiomatic", "use-if", "conditions stand behind `if`").forV0();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            if (!rule.isDefault() && rule.form() == BodyForm.BLOCK) {
                sink.report(rule.head().span(), "write `if` before the body");
            }
        }
    }
}
