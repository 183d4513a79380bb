package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class AnnotationWithoutMetadataTest {
    private final RuleTester rule = RuleTester.of(new AnnotationWithoutMetadata());

    @Test
    void anAnnotationWithoutItsMark() {
        rule.finds("""
            package p

            # description: x
            x := 1
            """, "3:1");
    }

    @Test
    void whatStandsInsideOfABlockOrBehindCode() {
        rule.passes("""
            package p

            # METADATA
            # title: x
            # description: y
            x := 1 # title: no

            # see the description: it is not at the start
            y := 2
            """);
    }
}
