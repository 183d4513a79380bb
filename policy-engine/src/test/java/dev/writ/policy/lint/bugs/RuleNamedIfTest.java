package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class RuleNamedIfTest {
    private final RuleTester rule = RuleTester.of(new RuleNamedIf());

    @Test
    void aRuleNamedIf() {
        rule.finds("""
            # rego: v0
            package p

            x := true if { input.x }
            """, "3:11");
    }

    @Test
    void theKeyword() {
        rule.passes("""
            # rego: v0
            package p

            import future.keywords.if

            x := true if { input.x }
            """);
    }
}
