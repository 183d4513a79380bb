package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class AvoidImportingInputTest {
    private final RuleTester rule = RuleTester.of(new AvoidImportingInput());

    @Test
    void importsOfInput() {
        rule.finds("""
            package p

            import input.a
            import input.b as c

            x if a == c
            """, "3:1", "4:1");
    }

    @Test
    void aNewNameForAll() {
        rule.passes("""
            package p

            import input as plan

            x if plan.y
            """);
    }
}
