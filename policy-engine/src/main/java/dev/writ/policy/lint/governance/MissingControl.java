package dev.writ.policy.lint.governance;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rule of a decision that serves no control. */
public final class MissingControl implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("governance", "missing-control", "a rule of a decision that serves no control");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        if (!DecisionPath.contains(module)) {
            return;
        }
        Set<String> covered = module.rules().stream()
                .filter(rule -> rule.annotations().stream()
                        .anyMatch(block -> block.scope() == Annotations.Scope.DOCUMENT && hasControl(block)))
                .map(Terms::ruleName)
                .collect(Collectors.toSet());
        for (Rule rule : module.rules()) {
            boolean own = rule.annotations().stream().anyMatch(MissingControl::hasControl);
            if (!own && !covered.contains(Terms.ruleName(rule)) && rule.form() != BodyForm.CHAINED) {
                sink.report(
                        Linted.nameOf(rule),
                        "`" + Terms.ruleName(rule)
                                + "` names no control: write METADATA with `custom.controls` above it");
            }
        }
    }

    private static boolean hasControl(Annotations block) {
        return isGiven(block.custom().get("controls")) || isGiven(block.custom().get("control"));
    }

    private static boolean isGiven(@Nullable RegoValue value) {
        return switch (value) {
            case RegoString text -> !text.value().isBlank();
            case RegoArray list -> list.size() > 0;
            case null, default -> false;
        };
    }
}
