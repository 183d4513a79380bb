package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class LeakedInternalReferenceTest {
    private final RuleTester rule = RuleTester.of(new LeakedInternalReference());

    @Test
    void importsAndReferences() {
        rule.finds("""
            package p

            import data.a._b

            x := data.c._d

            y if _b
            """, "3:1", "5:6");
    }

    @Test
    void whatIsOwnOrData() {
        rule.passes("""
            # file: p.rego
            package p

            _x := 1

            y := data.p._x

            z := data.q.v._id

            u := input._meta
            # file: q.rego
            package q

            v := {"_id": 1}
            """);
    }
}
