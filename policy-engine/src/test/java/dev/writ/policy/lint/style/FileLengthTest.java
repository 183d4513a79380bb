package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class FileLengthTest {
    private final RuleTester rule = RuleTester.of(new FileLength());

    @Test
    void aLongFile() {
        rule.finds("""
            # options: {"max-file-length": 2}
            package p

            x := 1
            """, "1:1");
    }

    @Test
    void aShortFile() {
        rule.passes("""
            # options: {"max-file-length": 3}
            package p

            x := 1
            """);
    }
}
