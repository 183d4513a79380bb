package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class InWildcardKeyTest {
    private final RuleTester rule = RuleTester.of(new InWildcardKey());

    @Test
    void wildcardsAsKeys() {
        rule.finds("""
            package p

            x if {
            	some _, a in input.xs
            	every _, b in input.ys { b > a }
            }
            """, "4:7", "5:8");
    }

    @Test
    void keysThatAreUsed() {
        rule.passes("""
            package p

            x if {
            	some k, a in input.xs
            	k > a
            	some _ in input.ys
            }
            """);
    }
}
