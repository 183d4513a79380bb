package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class DefaultOverElseTest {
    private final RuleTester rule = RuleTester.of(new DefaultOverElse());

    @Test
    void aConstantElse() {
        rule.finds("""
            package p

            x := 1 if {
            	input.a
            } else := 2 if {
            	input.b
            } else := 3
            """, "7:3");
    }

    @Test
    void functionsIfAsked() {
        rule.finds("""
            # options: {"prefer-default-functions": true}
            package p

            f(x) := x if {
            	input.a
            } else := 3
            """, "5:3");
    }

    @Test
    void whatIsNoConstant() {
        rule.passes("""
            package p

            x := 1 if {
            	input.a
            } else := input.b

            f(y) := y if {
            	input.a
            } else := 1

            z if {
            	input.a
            } else := false if input.b
            """);
    }
}
