package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ImportAfterRuleTest {
    private final RuleTester rule = RuleTester.of(new ImportAfterRule());

    @Test
    void aLateImport() {
        rule.finds("""
            package p

            x := 1

            import data.a
            """, "5:1");
    }

    @Test
    void importsAbove() {
        rule.passes("""
            package p

            import data.a

            x := a
            """);
    }
}
