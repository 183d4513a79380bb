package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class RedundantLoopCountTest {
    private final RuleTester rule = RuleTester.of(new RedundantLoopCount());

    @Test
    void aCountBeforeALoop() {
        rule.finds("""
            package p

            x if {
            	count(input.xs) > 0
            	some x in input.xs
            }

            y if {
            	count(input.xs) != 0
            	some i, x in input.xs
            	i == x
            }
            """, "4:2", "9:2");
    }

    @Test
    void otherCounts() {
        rule.passes("""
            package p

            x if {
            	count(input.xs) > 1
            	some x in input.xs
            }

            y if {
            	count(input.xs) > 0
            	every x in input.xs { x }
            }

            z if {
            	count(input.ys) > 0
            	some x in input.xs
            }
            """);
    }
}
