package dev.writ.policy.lint.custom;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ForbiddenFunctionCallTest {
    private final RuleTester rule = RuleTester.of(new ForbiddenFunctionCall());

    @Test
    void aForbiddenCall() {
        rule.finds("""
            # options: {"forbidden-functions": ["time.now_ns"]}
            package p

            x := time.now_ns()
            """, "3:6");
    }

    @Test
    void otherCalls() {
        rule.passes("""
            # options: {"forbidden-functions": ["time.now_ns"]}
            package p

            x := count(input.xs)
            """);
    }
}
