package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UnassignedReturnValueTest {
    private final RuleTester rule = RuleTester.of(new UnassignedReturnValue());

    @Test
    void callsThatAlwaysHold() {
        rule.finds("""
            package p

            x if {
            	count(input.xs)
            	input.a + 1
            }
            """, "4:2", "5:10");
    }

    @Test
    void conditionsAndUses() {
        rule.passes("""
            package p

            x if {
            	startswith(input.a, "b")
            	n := count(input.xs)
            	object.get(input, "enabled", false)
            	walk(input, [_, n])
            	print("x")
            }
            """);
    }

    @Test
    void partsOfTemplateStringsAreNoConditions() {
        rule.passes("""
            package p

            x := $"{sprintf("%s", [input.x])} n = {count(input.xs)} {input.x + 1}"
            """);
    }
}
