package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UnnecessarySomeTest {
    private final RuleTester rule = RuleTester.of(new UnnecessarySome());

    @Test
    void constants() {
        rule.finds("""
            package p

            x if some "a" in input.xs

            y if some "a", 1 in input.ys
            """, "3:11", "5:11");
    }

    @Test
    void variables() {
        rule.passes("""
            package p

            x if some a in input.xs

            y if some a, 1 in input.ys
            """);
    }
}
