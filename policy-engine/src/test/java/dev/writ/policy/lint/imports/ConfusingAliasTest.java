package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ConfusingAliasTest {
    private final RuleTester rule = RuleTester.of(new ConfusingAlias());

    @Test
    void aSecondName() {
        rule.finds("""
            package p

            import data.a
            import data.a as b
            """, "4:1");
    }

    @Test
    void twoAliases() {
        rule.finds("""
            package p

            import data.a as b
            import data.a as c
            """, "3:1", "4:1");
    }

    @Test
    void onePathEach() {
        rule.passes("""
            package p

            import data.a as b
            import data.c
            """);
    }
}
