package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x := input.a",
                "input.a == input.b",
                "input.a != 1",
                "input.a < 5",
                "input.a == false",
                "f(input.a)",
                "is_boolean(input.a)",
                "input.a = y",
                "x := [input.a]",
            })
    void aCheckIsNeededWhereFalseWouldDo(String next) {
        rule.passes("package p\n\nx if {\n\tinput.a\n\t%s\n}\n".formatted(next));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input.a != false",
                "input.a > 5",
                "5 < input.a",
                "\"x\" = input.a",
                "x := count(input.a)",
                "x := input.a + 1",
                "some x in input.a",
                "1 in input.a",
                "f(input.a.b)",
            })
    void aCheckIsNotNeededWhereFalseWouldNotDo(String next) {
        rule.finds("package p\n\nx if {\n\tinput.a\n\t%s\n}\n".formatted(next), "4:2");
    }

    @Test
    void theValueMayBeFalse() {
        rule.passes("package p\n\nx := input.a if input.a\n");
    }
}
