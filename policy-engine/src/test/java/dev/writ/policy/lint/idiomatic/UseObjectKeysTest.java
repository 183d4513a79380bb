package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UseObjectKeysTest {
    private final RuleTester rule = RuleTester.of(new UseObjectKeys());

    @Test
    void comprehensionsOverKeys() {
        rule.finds("""
            package p

            x := {k | some k, _ in input.o}

            y := {k | some k; _ = input.o[k]}
            """, "3:6", "5:6");
    }

    @Test
    void whatAsksForMore() {
        rule.passes("""
            package p

            x := {k | some k, v in input.o; v}

            y := {v | some v in input.o}

            z := {k | input.o[k].enabled}

            falseIsLeftOut := {k | some k; input.o[k]}

            hereToo := {k | input.o[k]}
            """);
    }
}
