package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class DefaultOverNotTest {
    private final RuleTester rule = RuleTester.of(new DefaultOverNot());

    @Test
    void aValueForTheMissing() {
        rule.finds("""
            package p

            x := input.a.b

            x := "none" if not input.a.b
            """, "5:16");
    }

    @Test
    void otherConditions() {
        rule.passes("""
            package p

            x := input.a

            x := "none" if not input.b

            y := input.y

            y := input.z if not input.y
            """);
    }
}
