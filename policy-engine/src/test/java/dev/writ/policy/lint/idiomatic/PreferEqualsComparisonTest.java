package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class PreferEqualsComparisonTest {
    private final RuleTester rule = RuleTester.of(new PreferEqualsComparison());

    @Test
    void comparisons() {
        rule.finds("""
            package p

            x if {
            	input.a = "b"
            	y := 5
            	y = input.c
            }
            """, "4:2", "6:2");
    }

    @Test
    void unification() {
        rule.passes("""
            package p

            x if {
            	y = input.a
            	y > 1
            	["a", z] = input.b
            	z
            	count(input.c) = n
            	n > 1
            }
            """);
    }

    @Test
    void theOperator() {
        rule.fixes("""
            package p

            x if {
            	input.a = "b"
            }
            """, """
            package p

            x if {
            	input.a == "b"
            }
            """);
    }
}
