package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class NonRawRegexPatternTest {
    private final RuleTester rule = RuleTester.of(new NonRawRegexPattern());

    @Test
    void patternsInDoubleQuotes() {
        rule.finds("""
            package p

            x if regex.match("a\\\\d", input.x)

            y := regex.replace("a", "b+", "c")
            """, "3:18", "5:25");
    }

    @Test
    void rawStrings() {
        rule.passes("""
            package p

            x if regex.match(`a\\d`, input.x)

            y if regex.match(input.pattern, "b")
            """);
    }

    @Test
    void thePattern() {
        rule.fixes("""
            package p

            x if regex.match("a\\\\.\\"\\\\d", input.x)
            """, """
            package p

            x if regex.match(`a\\."\\d`, input.x)
            """);
    }
}
