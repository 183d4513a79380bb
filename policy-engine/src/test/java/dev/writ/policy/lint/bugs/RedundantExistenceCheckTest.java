package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class RedundantExistenceCheckTest {
    private final RuleTester rule = RuleTester.of(new RedundantExistenceCheck());

    @Test
    void aCheckBeforeTheUse() {
        rule.finds("""
            package p

            x if {
            	input.a
            	input.a == 1
            }
            """, "4:2");
    }

    @Test
    void aCheckBeforeAPartAndOneOfTheValue() {
        rule.finds("""
            package p

            x if {
            	input.a
            	startswith(input.a.b, "c")
            }

            y := input.c.d if {
            	input.e
            	input.c
            }
            """, "4:2", "10:2");
    }

    @Test
    void checksThatMatter() {
        rule.passes("""
            package p

            a if {
            	input.a
            	not input.a == 1
            }

            b if {
            	input.a
            	print("a", input.a)
            }

            c if {
            	input.a
            	input.b
            	input.a == 1
            }

            d if {
            	input.xs
            	every x in [1] { x == input.xs }
            }

            e if {
            	input.a
            	$"{input.a}" == "x"
            }
            """);
    }
}
