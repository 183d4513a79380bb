package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;

/** Annotations of one of several definitions say not whether they mean all of them. */
public final class AmbiguousScope implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
            "idiomatic",
            "ambiguous-scope",
            "annotations of one of several definitions say not whether they mean all of them");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (List<Rule> rules : module.rulesByName().values()) {
            List<Rule> annotated =
                    rules.stream().filter(rule -> !rule.annotations().isEmpty()).toList();
            boolean document = annotated.stream()
                    .flatMap(rule -> rule.annotations().stream())
                    .anyMatch(block -> block.scope() == Annotations.Scope.DOCUMENT);
            if (rules.size() > 1 && annotated.size() == 1 && !document) {
                annotated.getFirst().annotations().stream()
                        .filter(block -> !block.scopeWritten() && !block.entrypoint())
                        .forEach(block -> sink.report(
                                block.span(),
                                "this speaks about one of " + rules.size() + " definitions of `"
                                        + Terms.ruleName(rules.getFirst())
                                        + "`: write `scope: document` or `scope: rule`"));
            }
        }
    }
}
