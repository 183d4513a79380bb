package dev.writ.policy.lint.testing;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class MetasyntacticVariableTest {
    private final RuleTester rule = RuleTester.of(new MetasyntacticVariable());

    @Test
    void namesOfRulesAndVariables() {
        rule.finds("""
            package p

            foo := true

            x if {
            	fooBar := true
            	input[baz]
            }

            bar.x.FOO := 1
            """, "3:1", "6:2", "7:8", "10:1", "10:7");
    }

    @Test
    void otherNames() {
        rule.passes("""
            package p

            food := true

            barrier(thunder) := thunder
            """);
    }
}
