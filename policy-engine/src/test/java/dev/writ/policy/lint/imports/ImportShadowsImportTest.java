package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ImportShadowsImportTest {
    private final RuleTester rule = RuleTester.of(new ImportShadowsImport());

    @Test
    void theSecondOne() {
        rule.finds("""
            # rego: v0
            package p

            import data.a
            import data.a
            """, "4:1");
    }

    @Test
    void differentNames() {
        rule.passes("""
            # rego: v0
            package p

            import data.a
            import data.b
            """);
    }
}
