package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class DoubleNegativeTest {
    private final RuleTester rule = RuleTester.of(new DoubleNegative());

    @Test
    void negativeNames() {
        rule.finds("""
            package p

            x if not not_y

            y if not data.a.without_z
            """, "3:6", "5:6");
    }

    @Test
    void positiveNames() {
        rule.passes("""
            package p

            x if not deny

            y if not nothing

            z if not_y
            """);
    }
}
