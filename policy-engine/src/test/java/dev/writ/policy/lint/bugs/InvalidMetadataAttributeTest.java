package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class InvalidMetadataAttributeTest {
    private final RuleTester rule = RuleTester.of(new InvalidMetadataAttribute());

    @Test
    void anUnknownAttribute() {
        rule.finds("""
            # METADATA
            # title: x
            # descripton: y
            package p

            # METADATA
            # description: |
            #   severity: this is text
            # custom: {a: 1}
            # severity: high
            x := 1
            """, "3:1", "10:1");
    }

    @Test
    void knownOnes() {
        rule.passes("""
            package p

            # METADATA
            # scope: document
            # title: x
            # entrypoint: true
            # labels: {a: b}
            x := 1
            """);
    }
}
