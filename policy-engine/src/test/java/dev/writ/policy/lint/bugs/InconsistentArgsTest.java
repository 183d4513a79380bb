package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class InconsistentArgsTest {
    private final RuleTester rule = RuleTester.of(new InconsistentArgs());

    @Test
    void anotherName() {
        rule.finds("""
            package p

            f(a, b) := a + b

            f(x, b) := x - b if b > 1
            """, "5:3");
    }

    @Test
    void wildcardsAndConstants() {
        rule.passes("""
            package p

            f(a, b) := a + b

            f(_, 1) := 1

            f({"x": x}, b) := x if b

            g(y) := y
            """);
    }
}
