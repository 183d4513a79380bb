package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class FunctionArgReturnTest {
    private final RuleTester rule = RuleTester.of(new FunctionArgReturn());

    @Test
    void results() {
        rule.finds("""
            package p

            x := i if {
            	indexof("a", "b", i)
            }

            y := z if {
            	some q in input.qs
            	f(q, z)
            }

            f(a) := a
            """, "4:20", "9:7");
    }

    @Test
    void argumentsAndExceptions() {
        rule.passes("""
            # options: {"except-functions": ["walk", "indexof"]}
            package p

            x if {
            	walk(input, [_, 1])
            	indexof("a", "b", 1)
            	print("a", "b")
            	startswith("a", "b")
            }
            """);
    }
}
