package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class TopLevelIterationTest {
    private final RuleTester rule = RuleTester.of(new TopLevelIteration());

    @Test
    void iterationInAHead() {
        rule.finds("""
            package p

            x := input.xs[_]

            y := data.ys[i].name
            """, "3:1", "5:1");
    }

    @Test
    void keysThatAreKnown() {
        rule.passes("""
            package p

            k := "a"

            x := input.xs[k]

            f(i) := input.xs[i]

            o[i] := input.xs[i]

            z := input.xs[i] if some i in [1]
            """);
    }
}
