package dev.writ.policy.lint.custom;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class PreferValueInHeadTest {
    private final RuleTester rule = RuleTester.of(new PreferValueInHead());

    @Test
    void valuesThatAreNamedLast() {
        rule.finds("""
            package p

            x := y if {
            	input.a
            	y := upper(input.b)
            }
            """, "5:7");
    }

    @Test
    void unifiedValuesToo() {
        rule.finds("""
            package p

            x := y if {
            	input.a
            	y = 10
            }
            """, "5:6");
    }

    @Test
    void scalarsAlone() {
        rule.finds("""
            # options: {"only-scalars": true, "except-var-names": ["report"]}
            package p

            x := y if {
            	input.a
            	y := upper(input.b)
            }

            z contains v if {
            	v := "s"
            }

            r contains report if { report := "s" }
            """, "9:7");
    }

    @Test
    void valuesThatAreUsedOnTheWay() {
        rule.passes("""
            package p

            x := y if {
            	y := input.b
            	y > 1
            }
            """);
    }
}
