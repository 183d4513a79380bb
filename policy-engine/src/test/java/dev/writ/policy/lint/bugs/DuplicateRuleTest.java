package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class DuplicateRuleTest {
    private final RuleTester rule = RuleTester.of(new DuplicateRule());

    @Test
    void aRuleThatIsWrittenTwice() {
        rule.finds("""
            package p

            allow if {
            	input.x
            }

            # not seen: comments and space
            allow if { input.x }
            """, "3:1");
    }

    @Test
    void rulesThatDiffer() {
        rule.passes("""
            package p

            allow if input.x

            allow if input.y

            f(1) := 2

            f(2) := 2
            """);
    }
}
