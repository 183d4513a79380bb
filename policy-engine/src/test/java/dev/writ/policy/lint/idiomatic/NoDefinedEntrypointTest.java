package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class NoDefinedEntrypointTest {
    private final RuleTester rule = RuleTester.of(new NoDefinedEntrypoint());

    @Test
    void aSingleFile() {
        rule.passes("""
            package p

            x := 1
            """);
    }

    @Test
    void thatThereIsNone() {
        rule.says("""
            # file: a.rego
            package a
            # file: b.rego
            package b
            """, "no rule or package is marked with `entrypoint: true` in its METADATA");
    }
}
