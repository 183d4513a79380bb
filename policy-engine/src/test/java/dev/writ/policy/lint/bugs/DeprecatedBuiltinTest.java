package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class DeprecatedBuiltinTest {
    private final RuleTester rule = RuleTester.of(new DeprecatedBuiltin());

    @Test
    void aDeprecatedFunction() {
        rule.finds("""
            # rego: v0
            package p

            x {
            	re_match("a", input.x)
            }
            """, "4:2");
    }

    @Test
    void otherFunctions() {
        rule.passes("""
            # rego: v0
            package p

            x {
            	regex.match("a", input.x)
            }
            """);
    }
}
