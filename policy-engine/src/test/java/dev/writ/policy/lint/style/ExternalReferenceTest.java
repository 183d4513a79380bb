package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ExternalReferenceTest {
    private final RuleTester rule = RuleTester.of(new ExternalReference());

    @Test
    void referencesBeyondTheLimit() {
        rule.finds("""
            # options: {"max-allowed": 1}
            package p

            f(x) if {
            	x == input.a
            	x == data.b
            	data.c.g(x)
            }
            """, "4:7", "5:7");
    }

    @Test
    void ruleInTheHead() {
        rule.finds("""
            # options: {"max-allowed": 0}
            package p

            r := 1

            f(_) := r
            """, "5:9");
    }

    @Test
    void whatIsTolerated() {
        rule.passes("""
            package p

            f(x) if {
            	x == input.a
            	x == data.b
            	y := x
            	y == count(x)
            }

            g if {
            	input.a
            	input.b
            	input.c
            }
            """);
    }
}
