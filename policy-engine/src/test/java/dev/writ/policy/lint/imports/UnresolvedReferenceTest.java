package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UnresolvedReferenceTest {
    private final RuleTester rule = RuleTester.of(new UnresolvedReference());

    @Test
    void referencesThatLeadNowhere() {
        rule.finds("""
            # file: a.rego
            package a

            import data.b
            import data.c as d

            x := b.nope

            y := data.c.nope

            z := d.known
            # file: b.rego
            package b

            known := 1
            # file: c.rego
            package c

            known := 1
            """, "a.rego:6:6", "a.rego:8:6");
    }

    @Test
    void variablesMocksAndExceptions() {
        rule.passes("""
            # file: a.rego
            # options: {"except-paths": ["data.e.**"]}
            package a

            import data.b

            f(b) := b.nope

            x := data.e.f

            test_y if x with data.b.nope as 1
            # file: b.rego
            package b

            known := 1
            """);
    }
}
