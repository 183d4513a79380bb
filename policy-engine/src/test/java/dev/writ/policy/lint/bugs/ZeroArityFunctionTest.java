package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ZeroArityFunctionTest {
    private final RuleTester rule = RuleTester.of(new ZeroArityFunction());

    @Test
    void emptyParentheses() {
        rule.finds("""
            package p

            f() := 1
            """, "3:1");
    }

    @Test
    void rulesAndFunctions() {
        rule.passes("""
            package p

            x := 1

            f(y) := y
            """);
    }
}
