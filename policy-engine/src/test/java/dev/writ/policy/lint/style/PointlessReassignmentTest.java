package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class PointlessReassignmentTest {
    private final RuleTester rule = RuleTester.of(new PointlessReassignment());

    @Test
    void secondNames() {
        rule.finds("""
            package p

            x := "a"

            y := x

            z if {
            	v := x
            	v == input.a
            }
            """, "5:1", "8:2");
    }

    @Test
    void partsAndReplacements() {
        rule.passes("""
            package p

            x := input.a.b

            z := [a, b] if {
            	[a, b] := x
            }

            test_z if {
            	v := x with input as {}
            	v
            }
            """);
    }
}
