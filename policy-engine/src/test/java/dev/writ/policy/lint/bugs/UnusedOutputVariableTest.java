package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UnusedOutputVariableTest {
    private final RuleTester rule = RuleTester.of(new UnusedOutputVariable());

    @Test
    void variablesThatStandOnce() {
        rule.finds("""
            package p

            x if {
            	input.xs[i] == 1
            }

            y if {
            	some j
            	data.ys["a"].b[j]
            }
            """, "4:11", "9:17");
    }

    @Test
    void variablesThatAreUsed() {
        rule.passes("""
            package p

            x if {
            	some i
            	input.xs[i] == data.ys[i]
            }

            y[i] := 1 if input.xs[i]

            f(k) := input.xs[k]
            """);
    }
}
