package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UseArrayFlattenTest {
    private final RuleTester rule = RuleTester.of(new UseArrayFlatten());

    @Test
    void nestedCalls() {
        rule.finds("""
            package p

            x := array.concat(input.a, array.concat(input.b, input.c))
            """, "3:6");
    }

    @Test
    void wrappedElementsIfAsked() {
        rule.finds("""
            # options: {"flag-wrapped-concat": true}
            package p

            # y
            x := array.concat([1], input.b)
            """, "4:6");
    }

    @Test
    void aSingleCall() {
        rule.passes("""
            package p

            x := array.concat([1], input.b)
            """);
    }
}
