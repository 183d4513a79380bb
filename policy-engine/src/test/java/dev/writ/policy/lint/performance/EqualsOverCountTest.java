package dev.writ.policy.lint.performance;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class EqualsOverCountTest {
    private final RuleTester rule = RuleTester.of(new EqualsOverCount());

    @Test
    void comparisonsWithNone() {
        rule.finds("""
            package p

            x if count(input.xs) == 0

            y if count(input.ys) != 0

            z if count(input.zs) > 0
            """, "3:6", "5:6", "7:6");
    }

    @Test
    void otherNumbers() {
        rule.passes("""
            package p

            x if count(input.xs) > 1

            y if input.ys == []
            """);
    }
}
