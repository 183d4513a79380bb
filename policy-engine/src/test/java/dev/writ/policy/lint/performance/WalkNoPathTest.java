package dev.writ.policy.lint.performance;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class WalkNoPathTest {
    private final RuleTester rule = RuleTester.of(new WalkNoPath());

    @Test
    void aPathThatNobodyUses() {
        rule.finds("""
            package p

            x if {
            	walk(input, [path, value])
            	value == 1
            }
            """, "4:2");
    }

    @Test
    void pathsThatAreUsed() {
        rule.passes("""
            package p

            x contains path if {
            	walk(input, [path, value])
            	value == 1
            }

            y if {
            	walk(input, [_, value])
            	value == 1
            }
            """);
    }
}
