package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UseContainsTest {
    private final RuleTester rule = RuleTester.of(new UseContains());

    @Test
    void theOldForm() {
        rule.finds("""
            # rego: v0
            package p

            x[a] { a := input.xs[_] }
            """, "3:1");
    }

    @Test
    void theNewForm() {
        rule.passes("""
            # rego: v0
            package p

            import future.keywords.contains
            import future.keywords.if

            x contains a if { a := input.xs[_] }

            y[a] = 1 { a := input.xs[_] }
            """);
    }
}
