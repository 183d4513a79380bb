package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class DetachedMetadataTest {
    private final RuleTester rule = RuleTester.of(new DetachedMetadata());

    @Test
    void annotationsAboveAnEmptyLine() {
        rule.finds("""
            package p

            # METADATA
            # title: x

            x := 1
            """, "3:1");
    }

    @Test
    void annotationsAboveOthers() {
        rule.passes("""
            # METADATA
            # scope: package
            # title: p

            # METADATA
            # scope: subpackages
            # title: p
            package p

            # METADATA
            # title: x
            x := 1
            """);
    }
}
