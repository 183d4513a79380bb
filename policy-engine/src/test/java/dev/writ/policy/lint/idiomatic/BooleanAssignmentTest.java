package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class BooleanAssignmentTest {
    private final RuleTester rule = RuleTester.of(new BooleanAssignment());

    @Test
    void comparisonsAndPredicates() {
        rule.finds("""
            package p

            x := input.a == 1

            f(y) := startswith(y, "a")
            """, "3:6", "5:9");
    }

    @Test
    void otherValues() {
        rule.passes("""
            package p

            x if input.a == 1

            y := count(input.xs)

            z := true
            """);
    }
}
