package dev.writ.policy.lint.custom;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class OneLinerRuleTest {
    private final RuleTester rule = RuleTester.of(new OneLinerRule());

    @Test
    void aShortBody() {
        rule.finds("""
            package p

            x := 1 if {
            	input.a
            }
            """, "3:1");
    }

    @Test
    void longBodiesAndComments() {
        rule.passes("""
            package p

            x if {
            	input.a
            	input.b
            }

            y if {
            	# why
            	input.c
            }

            z if { input.d }
            """);
    }
}
