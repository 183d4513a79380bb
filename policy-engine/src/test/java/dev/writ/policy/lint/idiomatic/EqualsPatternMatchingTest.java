package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class EqualsPatternMatchingTest {
    private final RuleTester rule = RuleTester.of(new EqualsPatternMatching());

    @Test
    void aComparisonWithAConstant() {
        rule.finds("""
            package p

            f(x) := 1 if x == "a"

            g(_, y) if { 2 == y }
            """, "3:1", "5:1");
    }

    @Test
    void aComparisonAsTheValue() {
        rule.finds("""
            package p

            f(_, x) := 1 == x
            """, "3:1");
    }

    @Test
    void otherConditions() {
        rule.passes("""
            package p

            f("a") := 1

            g(x) if x == input.x

            h(x) := 1 if {
            	x == 1
            	input.y
            }

            k(x) := 1 if x > 1
            """);
    }
}
