package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class CircularImportTest {
    private final RuleTester rule = RuleTester.of(new CircularImport());

    @Test
    void aCircleOfThree() {
        rule.finds("""
            # file: a.rego
            package a

            import data.b
            # file: b.rego
            package b

            import data.c.x

            y := x
            # file: c.rego
            package c

            x := data.a.z
            """, "c.rego:3:6");
    }

    @Test
    void aPackageThatImportsItself() {
        rule.finds("""
            # file: a.rego
            package a

            import data.a
            # file: b.rego
            package b
            """, "a.rego:3:1");
    }

    @Test
    void trees() {
        rule.passes("""
            # file: a.rego
            package a

            import data.b

            x := data.a.y
            # file: b.rego
            package b

            import data.c
            # file: c.rego
            package c
            """);
    }
}
