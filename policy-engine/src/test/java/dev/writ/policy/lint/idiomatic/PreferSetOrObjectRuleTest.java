package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class PreferSetOrObjectRuleTest {
    private final RuleTester rule = RuleTester.of(new PreferSetOrObjectRule());

    @Test
    void comprehensionsAsValues() {
        rule.finds("""
            package p

            x := {a.b | some a in input.xs}

            y := {k: v | some k, v in input.ys}
            """, "3:6", "5:6");
    }

    @Test
    void conversionsAndOthers() {
        rule.passes("""
            package p

            x := {a | some a in input.xs}

            v := {a | a := input.vs[_].b}

            y := [a.b | some a in input.ys]

            z := {a.b | some a in input.zs} if input.z

            f(xs) := {x.a | some x in xs}
            """);
    }
}
