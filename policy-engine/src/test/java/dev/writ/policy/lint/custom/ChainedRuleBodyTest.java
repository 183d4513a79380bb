package dev.writ.policy.lint.custom;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ChainedRuleBodyTest {
    private final RuleTester rule = RuleTester.of(new ChainedRuleBody());

    @Test
    void aSecondBody() {
        rule.finds("""
            package p

            x if {
            	input.a
            } {
            	input.b
            }
            """, "5:3");
    }

    @Test
    void singleBodies() {
        rule.passes("""
            package p

            x if {
            	input.a
            }

            y := 1 if input.b else := 2
            """);
    }
}
