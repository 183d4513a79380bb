package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class MessyRuleTest {
    private final RuleTester rule = RuleTester.of(new MessyRule());

    @Test
    void aLateDefinition() {
        rule.finds("""
            package p

            default x := 1

            y := 2

            x := 3 if input.a
            """, "7:1");
    }

    @Test
    void groupsAndOtherPaths() {
        rule.passes("""
            package p

            a.b := 1

            x := 2

            a.c := 3

            test_y if input.a

            z := 1

            test_y if input.b
            """);
    }
}
