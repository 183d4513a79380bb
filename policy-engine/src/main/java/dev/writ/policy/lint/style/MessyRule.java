package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.HashSet;
import java.util.Set;

/** Definitions of one rule do not stand together. */
public final class MessyRule implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("style", "messy-rule", "definitions of one rule do not stand together");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        Set<String> finished = new HashSet<>();
        String current = "";
        for (Rule rule : module.rules()) {
            String name = Terms.ruleName(rule);
            if (!name.equals(current)) {
                finished.add(current);
                current = name;
            }
            if (finished.contains(name) && !Linted.isTest(rule)) {
                sink.report(rule.span(), "move this to the other definitions of `" + name + "`");
            }
        }
    }
}
