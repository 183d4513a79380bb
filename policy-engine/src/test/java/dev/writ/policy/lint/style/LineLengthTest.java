package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class LineLengthTest {
    private final RuleTester rule = RuleTester.of(new LineLength());

    @Test
    void aLongLine() {
        rule.finds("""
            # options: {"max-line-length": 10}
            package p

            x := "12345"
            """, "3:1");
    }

    @Test
    void wordsThatCannotBeBroken() {
        rule.passes("""
            # options: {"max-line-length": 20, "non-breakable-word-threshold": 15}
            package p

            # see https://example.com/long
            x := "12345"
            """);
    }
}
