package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.Canonical;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.HashMap;
import java.util.Map;

/** Rule says the same as an earlier one. */
public final class DuplicateRule implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("bugs", "duplicate-rule", "rule says the same as an earlier one");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        Map<String, Rule> seen = new HashMap<>();
        for (Rule rule : module.rules()) {
            Rule first = seen.putIfAbsent(Canonical.of(rule), rule);
            if (first != null) {
                sink.report(
                        rule.span(),
                        "this is the same rule as in line " + first.span().line());
            }
        }
    }
}
