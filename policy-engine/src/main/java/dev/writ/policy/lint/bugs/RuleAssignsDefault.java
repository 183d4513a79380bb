package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;

/** The rule gives the value that it has by default. */
public final class RuleAssignsDefault implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "rule-assigns-default", "the rule gives the value that it has by default");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (List<Rule> rules : module.rulesByName().values()) {
            Term standard = rules.stream()
                    .filter(Rule::isDefault)
                    .map(rule -> rule.head().value())
                    .filter(Terms::isConstant)
                    .findFirst()
                    .orElse(null);
            if (standard != null) {
                rules.stream()
                        .filter(rule -> !rule.isDefault() && rule.elses().isEmpty())
                        .forEach(rule -> check(rule, standard, sink));
            }
        }
    }

    private static void check(Rule rule, Term standard, Sink sink) {
        Term value = rule.head().value();
        if (value != null && Terms.same(value, standard)) {
            sink.report(
                    rule.head().isValueGenerated() ? rule.head().span() : value.span(),
                    "`" + Terms.ruleName(rule) + "` is `" + standard.span().text() + "` by default");
        }
    }
}
