package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class RuleShadowsBuiltinTest {
    private final RuleTester rule = RuleTester.of(new RuleShadowsBuiltin());

    @Test
    void functionsAndTheirFirstNames() {
        rule.finds("""
            package p

            sum := 1

            io.x := 2
            """, "3:1", "5:1");
    }

    @Test
    void otherNames() {
        rule.passes("""
            package p

            summary := 1

            x.count := 2
            """);
    }
}
