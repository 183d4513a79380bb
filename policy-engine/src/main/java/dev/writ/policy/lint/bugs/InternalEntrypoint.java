package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** An entrypoint has the name of an internal rule. */
public final class InternalEntrypoint implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "internal-entrypoint", "an entrypoint has the name of an internal rule");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            boolean internal = ModuleFacts.definition(rule).path().stream().anyMatch(name -> name.startsWith("_"));
            if (internal && rule.annotations().stream().anyMatch(Annotations::entrypoint)) {
                sink.report(
                        Linted.nameOf(rule),
                        "`" + Terms.ruleName(rule) + "` is an entrypoint, and its name says internal");
            }
        }
    }
}
