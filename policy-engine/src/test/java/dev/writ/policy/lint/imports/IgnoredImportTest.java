package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class IgnoredImportTest {
    private final RuleTester rule = RuleTester.of(new IgnoredImport());

    @Test
    void aFullPath() {
        rule.finds("""
            package p

            import data.a.b

            x := data.a.b.c
            """, "5:6");
    }

    @Test
    void otherPathsAndMocks() {
        rule.passes("""
            package p

            import data.a.b

            x := data.a.c

            test_y if b.c with data.a.b as {"c": 1}
            """);
    }
}
