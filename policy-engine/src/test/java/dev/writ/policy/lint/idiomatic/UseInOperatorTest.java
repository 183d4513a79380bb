package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UseInOperatorTest {
    private final RuleTester rule = RuleTester.of(new UseInOperator());

    @Test
    void comparisonsWithEachElement() {
        rule.finds("""
            package p

            x if "a" == input.xs[_]

            y if {
            	z := 1
            	data.ys[_] == z
            }

            v if {
            	1 = input.xs[_]
            }
            """, "3:13", "7:2", "11:6");
    }

    @Test
    void otherComparisons() {
        rule.passes("""
            package p

            x if "a" in input.xs

            y if input.xs[_].name == "a"

            z := w if {
            	w = input.xs[_]
            }
            """);
    }

    @Test
    void partsOfTemplateStringsAreNoConditions() {
        rule.passes("""
            package p

            x := $"{input.xs[_] == 1}"
            """);
    }
}
