package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class RuleAssignsDefaultTest {
    private final RuleTester rule = RuleTester.of(new RuleAssignsDefault());

    @Test
    void theDefaultOnceMore() {
        rule.finds("""
            package p

            default x := 1

            x := 1 if input.a
            default y := true

            y if input.b
            """, "5:6", "8:1");
    }

    @Test
    void otherValues() {
        rule.passes("""
            package p

            default x := 1

            x := 2 if input.a

            default y := false

            y := false if {
            	input.suspended
            } else if {
            	input.b
            }
            """);
    }
}
