package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class TrailingDefaultRuleTest {
    private final RuleTester rule = RuleTester.of(new TrailingDefaultRule());

    @Test
    void aLateDefault() {
        rule.finds("""
            package p

            x := 1 if input.a

            default x := 2
            """, "5:1");
    }

    @Test
    void anEarlyDefault() {
        rule.passes("""
            package p

            default x := 2

            x := 1 if input.a
            """);
    }
}
