package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class PreferSomeInIterationTest {
    private final RuleTester rule = RuleTester.of(new PreferSomeInIteration());

    @Test
    void iterationInBrackets() {
        rule.finds("""
            package p

            x if {
            	y := input.ys[_]
            	y == 1
            }

            z if {
            	input.zs[k]
            	k > 1
            }
            """, "4:7", "9:2");
    }

    @Test
    void attributesIfAsked() {
        rule.finds("""
            # options: {"ignore-if-sub-attribute": false}
            package p

            x if {
            	y := input.ys[_].name
            	y == 1
            }
            """, "4:7");
    }

    @Test
    void whatIsLeftAlone() {
        rule.passes("""
            package p

            a if {
            	y := input.ys[_].name
            	y == 1
            }

            b if input.xs[_].ys[_]

            c if "x" == input.xs[_]

            d if startswith(input.xs[_], "a")

            e := input.xs[_]

            f if {
            	some x in input.xs
            	input.ys[x]
            }

            g if {
            	input.xs[x].ys[_]
            	input.zs[x]
            }
            """);
    }
}
