package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class RedundantAliasTest {
    private final RuleTester rule = RuleTester.of(new RedundantAlias());

    @Test
    void theSameName() {
        rule.finds("""
            package p

            import data.a.b as b
            """, "3:1");
    }

    @Test
    void otherNames() {
        rule.passes("""
            package p

            import data.a as b
            import data.c
            """);
    }

    @Test
    void theImport() {
        rule.fixes("""
            package p

            import data.a.b as b

            x := b
            """, """
            package p

            import data.a.b

            x := b
            """);
    }
}
