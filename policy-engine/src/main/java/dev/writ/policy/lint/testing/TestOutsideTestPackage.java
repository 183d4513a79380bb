package dev.writ.policy.lint.testing;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** Tests are in a package of their own. */
public final class TestOutsideTestPackage implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("testing", "test-outside-test-package", "tests are in a package of their own");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        String last = module.packagePath().getLast();
        if (last.endsWith("_test") || last.equals("test")) {
            return;
        }
        for (Rule rule : module.rules()) {
            if (Linted.isTest(rule) && rule.head().name().startsWith("test_")) {
                sink.report(
                        Linted.nameOf(rule),
                        "move the test to the package `" + String.join(".", module.packagePath()) + "_test`");
            }
        }
    }
}
