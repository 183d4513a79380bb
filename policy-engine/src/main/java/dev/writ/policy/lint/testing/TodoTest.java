package dev.writ.policy.lint.testing;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** A test is switched off. */
public final class TodoTest implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("testing", "todo-test", "a test is switched off");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            if (rule.head().name().startsWith("todo_test_")) {
                sink.report(Linted.nameOf(rule), "this test does not run");
            }
        }
    }
}
