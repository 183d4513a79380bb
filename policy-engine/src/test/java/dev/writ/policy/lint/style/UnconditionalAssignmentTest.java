package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UnconditionalAssignmentTest {
    private final RuleTester rule = RuleTester.of(new UnconditionalAssignment());

    @Test
    void bodiesThatOnlyAssign() {
        rule.finds("""
            package p

            x := y if {
            	y := 1
            }

            z contains v if {
            	v = input.v
            }
            """, "4:2", "8:2");
    }

    @Test
    void conditionsAndAlternatives() {
        rule.passes("""
            package p

            x := y if {
            	input.a
            	y := 1
            }

            z := v if {
            	v := input.a
            } else := 2

            w := v if { v := input.a with input as {} }
            """);
    }
}
