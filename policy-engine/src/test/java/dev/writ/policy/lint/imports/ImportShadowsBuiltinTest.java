package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ImportShadowsBuiltinTest {
    private final RuleTester rule = RuleTester.of(new ImportShadowsBuiltin());

    @Test
    void names() {
        rule.finds("""
            package p

            import data.time
            import data.a as sum
            """, "3:1", "4:1");
    }

    @Test
    void otherNames() {
        rule.passes("""
            package p

            import data.time as times
            import data.a
            """);
    }
}
