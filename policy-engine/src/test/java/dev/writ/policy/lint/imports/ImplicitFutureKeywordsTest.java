package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ImplicitFutureKeywordsTest {
    private final RuleTester rule = RuleTester.of(new ImplicitFutureKeywords());

    @Test
    void theImportOfAll() {
        rule.finds("""
            # rego: v0
            package p

            import future.keywords
            """, "3:1");
    }

    @Test
    void singleKeywords() {
        rule.passes("""
            # rego: v0
            package p

            import future.keywords.in
            """);
    }
}
