package dev.writ.policy.lint.custom;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class DisallowRegoV1Test {
    private final RuleTester rule = RuleTester.of(new DisallowRegoV1());

    @Test
    void theImport() {
        rule.finds("""
            package p

            import rego.v1
            """, "3:1");
    }

    @Test
    void otherImports() {
        rule.passes("""
            package p

            import data.rego.v1
            """);
    }

    @Test
    void theLine() {
        rule.fixes("""
            package p

            import rego.v1
            import data.x

            y := x
            """, """
            package p

            import data.x

            y := x
            """);
    }
}
