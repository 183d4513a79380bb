package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** A rule has the name `if`. */
public final class RuleNamedIf implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "rule-named-if", "a rule has the name `if`").forV0();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            if (rule.head().name().equals("if")) {
                sink.report(
                        Linted.nameOf(rule),
                        "this is a rule with the name `if`: import `rego.v1` to make it the keyword");
            }
        }
    }
}
