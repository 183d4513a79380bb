package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ComprehensionTermAssignmentTest {
    private final RuleTester rule = RuleTester.of(new ComprehensionTermAssignment());

    @Test
    void assignedTerms() {
        rule.finds("""
            package p

            x := [a |
            	some b in input.bs
            	a := b
            ]

            y := {k: v |
            	some i, v in input.o
            	v > 1
            	k := i.name
            }
            """, "5:2", "11:2");
    }

    @Test
    void whatIsComputed() {
        rule.passes("""
            package p

            x := [a | a := input.xs[_].b]

            y := [a | some b in input.bs; a := upper(b)]

            z := [a | some b in input.bs; a := input.c[b]]
            """);
    }
}
