package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class SuperfluousObjectGetTest {
    private final RuleTester rule = RuleTester.of(new SuperfluousObjectGet());

    @Test
    void aComparisonWithSomethingElse() {
        rule.finds("""
            package p

            x if object.get(input, "a", false) == true
            """, "3:6");
    }

    @Test
    void comparisonsWithTheDefault() {
        rule.passes("""
            package p

            x if object.get(input, "a", 1) == 1

            y if object.get(input, "a", 1) == input.b

            z := object.get(input, "a", 1) == 2
            """);
    }

    @Test
    void partsOfTemplateStringsAreNoConditions() {
        rule.passes("""
            package p

            x := $"{object.get(input, "a", 1) == 2}"
            """);
    }
}
