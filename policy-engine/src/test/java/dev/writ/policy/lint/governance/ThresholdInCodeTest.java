package dev.writ.policy.lint.governance;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ThresholdInCodeTest {
    private final RuleTester rule = RuleTester.of(new ThresholdInCode());

    @Test
    void limitsInComparisonsAndBehindNames() {
        rule.finds("""
            # decision: p/decision
            package p

            x if input.a >= 0.85

            most := 12

            y if count(input.ys) < most
            """, "3:17", "5:9");
    }

    @Test
    void allowedNumbersAndData() {
        rule.passes("""
            # decision: p/decision
            package p

            x if count(input.xs) > 0

            y if input.y <= data.limits.y

            z if input.z == 7
            """);
    }
}
