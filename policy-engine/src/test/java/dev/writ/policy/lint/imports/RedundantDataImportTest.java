package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class RedundantDataImportTest {
    private final RuleTester rule = RuleTester.of(new RedundantDataImport());

    @Test
    void theImport() {
        rule.finds("""
            package p

            import data

            x := data.y
            """, "3:1");
    }

    @Test
    void pathsBelowIt() {
        rule.passes("""
            package p

            import data.a
            """);
    }
}
