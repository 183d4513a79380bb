package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UseRegoV1Test {
    private final RuleTester rule = RuleTester.of(new UseRegoV1());

    @Test
    void aModuleOfTheOldDialect() {
        rule.finds("""
            # rego: v0
            package p

            x { input.x }
            """, "1:1");
    }

    @Test
    void theImport() {
        rule.passes("""
            # rego: v0
            package p

            import rego.v1

            x if input.x
            """);
    }
}
