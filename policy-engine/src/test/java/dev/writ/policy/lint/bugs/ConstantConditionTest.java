package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ConstantConditionTest {
    private final RuleTester rule = RuleTester.of(new ConstantCondition());

    @Test
    void textsWithHolesHoldWhateverIsInThem() {
        rule.finds("""
            package p

            x if $"{input.y}"
            """, "3:6");
    }

    @Test
    void literalsAndComparisonsOfLiterals() {
        rule.finds("""
            package p

            allow if true
            allow if 1 < 2
            x := [1 | y; "a" == "a"]
            y if {
            	not false
            }
            """, "3:10", "4:10", "5:14", "7:6");
    }

    @Test
    void whatDependsOnSomething() {
        rule.passes("""
            package p

            x := true
            default y := false
            z if input.x == 1
            """);
    }

    @Test
    void partsOfTemplateStringsAreNoConditions() {
        rule.passes("""
            package p

            x := $"{true} {1 == 1}"
            """);
    }
}
