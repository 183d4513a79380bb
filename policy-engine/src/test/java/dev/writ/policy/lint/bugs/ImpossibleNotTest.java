package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ImpossibleNotTest {
    private final RuleTester rule = RuleTester.of(new ImpossibleNot());

    @Test
    void aNegatedSetOfAnotherPackage() {
        rule.finds("""
            # file: a.rego
            package a

            deny contains 1 if input.x
            # file: b.rego
            package a_test

            import data.a

            test_empty if not a.deny with input as {}
            """, "b.rego:5:19");
    }

    @Test
    void aNegatedSetAndObject() {
        rule.finds("""
            package p

            s contains 1 if input.x
            o[k] := 1 if some k in input.ks
            x if not s
            y if not o
            """, "5:10", "6:10");
    }

    @Test
    void whatCanBeUndefined() {
        rule.passes("""
            package p

            s contains 1 if input.x

            v if input.y

            x if not v

            y if not s[1]

            z if not s with data.p.s as false
            """);
    }

    @Test
    void withThatReplacesAPrefixOfThePathOrStandsFurtherOutside() {
        rule.passes("""
            package p

            s contains 1 if input.x

            a if not s with data.p as {}

            b if not s with data as {}

            c if count({1 | not s}) > 0 with data.p.s as false
            """);
        rule.finds("""
            package p

            s contains 1 if input.x

            a if not s with data.p.other as {}
            """, "5:10");
    }
}
