package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class RuleLengthTest {
    private final RuleTester rule = RuleTester.of(new RuleLength());

    @Test
    void aLongRule() {
        rule.finds("""
            # options: {"max-rule-length": 3}
            package p

            x if {
            	input.a
            	input.b
            }
            """, "3:1");
    }

    @Test
    void commentsAndLongValues() {
        rule.passes("""
            # options: {"max-rule-length": 3}
            package p

            x if {
            	# a
            	# b
            	input.a
            }

            y := {
            	"a": 1,
            	"b": 2,
            }
            """);
    }
}
