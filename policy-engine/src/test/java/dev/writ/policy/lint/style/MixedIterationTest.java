package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class MixedIterationTest {
    private final RuleTester rule = RuleTester.of(new MixedIteration());

    @Test
    void bracketsInALoop() {
        rule.finds("""
            package p

            x if some y in input.xs[_].ys
            """, "3:16");
    }

    @Test
    void knownKeys() {
        rule.passes("""
            package p

            x if {
            	k := 1
            	some y in input.xs[k]
            	y
            }
            """);
    }
}
