package dev.writ.policy.lint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.RuleInfo;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShippedRulesTest {
    private static final String GOVERNANCE = "governance";

    private static List<RuleInfo> ofRegal() {
        return ShippedRules.all().stream()
                .map(LintRule::info)
                .filter(info -> !info.category().equals(GOVERNANCE))
                .toList();
    }

    @Test
    void allRulesThatRegalShipsAreThere() {
        assertThat(ofRegal()).hasSize(108);
        assertThat(ofRegal().stream().collect(Collectors.groupingBy(RuleInfo::category, Collectors.counting())))
                .containsEntry("bugs", 27L)
                .containsEntry("custom", 8L)
                .containsEntry("idiomatic", 21L)
                .containsEntry("imports", 15L)
                .containsEntry("performance", 5L)
                .containsEntry("style", 25L)
                .containsEntry("testing", 7L);
    }

    @Test
    void theSameOnesAreOffByDefault() {
        Set<String> off = ofRegal().stream()
                .filter(info -> info.level() == Level.IGNORE)
                .map(RuleInfo::id)
                .collect(Collectors.toSet());

        assertThat(off)
                .containsExactlyInAnyOrder(
                        "bugs/if-empty-object",
                        "bugs/zero-arity-function",
                        "custom/chained-rule-body",
                        "custom/disallow-rego-v1",
                        "custom/forbidden-function-call",
                        "custom/missing-metadata",
                        "custom/naming-convention",
                        "custom/narrow-argument",
                        "custom/one-liner-rule",
                        "custom/prefer-value-in-head",
                        "performance/equals-over-count");
    }

    @Test
    void namesAreUnique() {
        assertThat(ShippedRules.all().stream().map(rule -> rule.info().name())).doesNotHaveDuplicates();
    }

    @Test
    void summariesAreMessages() {
        assertThat(ShippedRules.all().stream().map(rule -> rule.info().summary()))
                .allSatisfy(summary -> assertThat(summary).doesNotEndWith(".").matches("[a-z`].*"));
    }
}
