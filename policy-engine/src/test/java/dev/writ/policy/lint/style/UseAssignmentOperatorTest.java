package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UseAssignmentOperatorTest {
    private final RuleTester rule = RuleTester.of(new UseAssignmentOperator());

    @Test
    void unification() {
        rule.finds("""
            package p

            default x = false

            f(y, z) = y

            v := 1 if {
            	input.v
            } else = 2
            """, "3:11", "5:9", "9:8");
    }

    @Test
    void assignment() {
        rule.passes("""
            package p

            default x := false

            x if input.y

            s contains 1

            f(y) := y
            """);
    }

    @Test
    void theOperator() {
        rule.fixes("""
            package p

            default x = false

            y = 1 if {
            	input.a
            } else = 2
            """, """
            package p

            default x := false

            y := 1 if {
            	input.a
            } else := 2
            """);
    }
}
