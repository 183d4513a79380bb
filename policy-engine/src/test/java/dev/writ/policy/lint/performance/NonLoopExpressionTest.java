package dev.writ.policy.lint.performance;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class NonLoopExpressionTest {
    private final RuleTester rule = RuleTester.of(new NonLoopExpression());

    @Test
    void expressionsThatDoNotDepend() {
        rule.finds("""
            package p

            x if {
            	some a in input.as
            	endswith(input.b, "c")
            	a == 1
            }

            y if {
            	some i
            	input.xs[i] == input.z
            	input.b == 1
            	i > 1
            }

            z if {
            	input.k == 1
            	every e in input.es {
            		e > 1
            		input.b == 2
            	}
            }

            v if {
            	walk(input, [p, q])
            	w := lower(input.b)
            	p[0] == q
            	w == q
            }
            """, "5:2", "12:2", "20:3", "26:2");
    }

    @Test
    void whatDependsOnTheLoop() {
        rule.passes("""
            package p

            a if {
            	some x in input.xs
            	y := upper(x.name)
            	z := concat("", [y])
            	z == input.z
            }

            b if {
            	input.b == 1
            	some x in input.xs
            	some y in input.ys
            	x == y
            }

            c if {
            	some x in input.xs
            	print("here")
            	x
            }

            d if {
            	some id
            	input.path = ["pets", id]
            	input.user == input.owner
            }

            e if {
            	input.m[k].d[_]
            	k == 1
            }

            f if {
            	ys := {y | some y in input.ys}
            	input.b == ys
            }
            """);
    }
}
