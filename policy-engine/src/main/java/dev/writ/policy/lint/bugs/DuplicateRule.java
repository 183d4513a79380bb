package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.Canonical;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rule is written more than once. */
public final class DuplicateRule implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("bugs", "duplicate-rule", "the rule is written more than once");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        Map<String, List<Rule>> same = module.rules().stream()
                .collect(Collectors.groupingBy(Canonical::of, LinkedHashMap::new, Collectors.toList()));
        for (List<Rule> rules : same.values()) {
            if (rules.size() > 1) {
                String lines = rules.stream()
                        .skip(1)
                        .map(rule -> String.valueOf(rule.span().line()))
                        .collect(Collectors.joining(", "));
                sink.report(
                        rules.getFirst().span(),
                        "the same rule is written again in line" + (rules.size() > 2 ? "s " : " ") + lines);
            }
        }
    }
}
