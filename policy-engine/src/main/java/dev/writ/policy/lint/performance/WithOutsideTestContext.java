package dev.writ.policy.lint.performance;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.With;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** `with` outside of tests makes rules be evaluated again. */
public final class WithOutsideTestContext implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
            "performance", "with-outside-test-context", "`with` outside of tests makes rules be evaluated again");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        if (module.isTestFile() || module.packagePath().getLast().endsWith("_test")) {
            return;
        }
        for (With with : module.all(With.class)) {
            Rule rule = module.enclosing(with, Rule.class);
            if (rule == null || !Linted.isTest(rule)) {
                sink.report(with.span(), "`with` belongs into tests: rules are evaluated again under it");
            }
        }
    }
}
