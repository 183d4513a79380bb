package dev.writ.policy.lint.testing;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.HashSet;
import java.util.Set;

/** Two tests have one name. */
public final class IdenticallyNamedTests implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("testing", "identically-named-tests", "two tests have one name");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        Set<String> names = new HashSet<>();
        for (Rule rule : module.rules()) {
            boolean repeated = Linted.isTest(rule) && !names.add(Terms.ruleName(rule));
            if (repeated && rule.form() != BodyForm.CHAINED) {
                sink.report(
                        Linted.nameOf(rule),
                        "there is a test `" + Terms.ruleName(rule) + "` already, and they are one");
            }
        }
    }
}
