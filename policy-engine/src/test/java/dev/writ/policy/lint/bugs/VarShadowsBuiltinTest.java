package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class VarShadowsBuiltinTest {
    private final RuleTester rule = RuleTester.of(new VarShadowsBuiltin());

    @Test
    void declarations() {
        rule.finds("""
            package p

            f(count) if {
            	sum := count
            	some max
            	some min in input.xs
            	max = min + sum
            }
            """, "3:3", "4:2", "5:7", "6:7");
    }

    @Test
    void otherNames() {
        rule.passes("""
            package p

            f(counted) if {
            	total := counted
            	total > count(input.xs)
            }
            """);
    }
}
