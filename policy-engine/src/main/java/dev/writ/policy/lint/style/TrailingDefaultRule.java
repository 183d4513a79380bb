package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.HashSet;
import java.util.Set;

/** The default stands first. */
public final class TrailingDefaultRule implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("style", "trailing-default-rule", "the default stands first");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        Set<String> seen = new HashSet<>();
        for (Rule rule : module.rules()) {
            String name = Terms.ruleName(rule);
            if (rule.isDefault() && seen.contains(name)) {
                sink.report(rule.span(), "move the default above the other definitions of `" + name + "`");
            }
            seen.add(name);
        }
    }
}
