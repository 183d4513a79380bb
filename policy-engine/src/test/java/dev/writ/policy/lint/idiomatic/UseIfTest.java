package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UseIfTest {
    private final RuleTester rule = RuleTester.of(new UseIf());

    @Test
    void aBodyWithoutIf() {
        rule.finds("""
            # rego: v0
            package p

            x { input.x }
            """, "3:1");
    }

    @Test
    void bodiesBehindIf() {
        rule.passes("""
            # rego: v0
            package p

            import future.keywords.if

            x if { input.x }

            y := 1
            """);
    }
}
