package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UseObjectUnionNTest {
    private final RuleTester rule = RuleTester.of(new UseObjectUnionN());

    @Test
    void nestedCalls() {
        rule.finds("""
            package p

            x := object.union(object.union(input.a, input.b), input.c)
            """, "3:6");
    }

    @Test
    void everyCallIfAsked() {
        rule.finds("""
            # options: {"flag-all-union": true}
            package p

            x := object.union(input.a, input.b)
            """, "3:6");
    }

    @Test
    void aSingleCall() {
        rule.passes("""
            package p

            x := object.union(input.a, input.b)
            """);
    }
}
