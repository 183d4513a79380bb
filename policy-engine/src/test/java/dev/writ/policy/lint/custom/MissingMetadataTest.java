package dev.writ.policy.lint.custom;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class MissingMetadataTest {
    private final RuleTester rule = RuleTester.of(new MissingMetadata());

    @Test
    void aPackageAndARule() {
        rule.finds("""
            package p

            x if input.a

            x if input.b

            _y := 1
            """, "1:1", "3:1");
    }

    @Test
    void whatIsAnnotatedElsewhere() {
        rule.passes("""
            # file: a.rego
            # options: {"except-rule-path-pattern": "\\\\.report$"}
            # METADATA
            # title: p
            package p

            x if input.a

            report := 1
            # file: b.rego
            package p

            # METADATA
            # title: x
            x if input.b
            """);
    }
}
