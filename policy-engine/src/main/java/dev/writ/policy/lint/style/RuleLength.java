package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Settings;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** The rule is long. */
public final class RuleLength implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("style", "rule-length", "the rule is long")
            .option("max-rule-length", 30)
            .option("max-test-rule-length", 60)
            .option("count-comments", false)
            .option("except-empty-body", true);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        Settings settings = sink.settings();
        for (Rule rule : module.rules()) {
            int most = settings.number(Linted.isTest(rule) ? "max-test-rule-length" : "max-rule-length");
            boolean excepted = settings.flag("except-empty-body") && rule.body().generated();
            int first = rule.span().line();
            int last = rule.span().endLine();
            if (!excepted && last - first + 1 > most) {
                int lines = 0;
                for (int row = first; row <= last; row++) {
                    boolean comment = module.file().lineText(row).stripLeading().startsWith("#");
                    lines += comment && !settings.flag("count-comments") ? 0 : 1;
                }
                if (lines > most) {
                    sink.report(
                            Linted.nameOf(rule),
                            "`" + Terms.ruleName(rule) + "` has " + lines + " lines, more than " + most);
                }
            }
        }
    }
}
