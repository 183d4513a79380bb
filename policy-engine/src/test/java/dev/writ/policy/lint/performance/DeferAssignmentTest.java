package dev.writ.policy.lint.performance;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class DeferAssignmentTest {
    private final RuleTester rule = RuleTester.of(new DeferAssignment());

    @Test
    void anAssignmentTooEarly() {
        rule.finds("""
            package p

            x if {
            	y := input.a
            	input.b == 1
            	y == 2
            }
            """, "4:2");
    }

    @Test
    void whatMustStandThere() {
        rule.passes("""
            package p

            a if {
            	y := input.a
            	not y
            }

            b if {
            	y := input.as[_]
            	input.b == 1
            	y
            }

            c[y] := 1 if {
            	y := input.a
            	input.b == 1
            }

            d if {
            	y := input.a
            	some z in input.zs
            	y == z
            }

            e if {
            	y := input.a
            	print("here")
            	y
            }

            f if {
            	y := input.a
            	z := input.b
            	y == z
            }

            g if {
            	y := input.a
            	input.x == 1 with input as {"x": 1}
            	y
            }
            """);
    }
}
