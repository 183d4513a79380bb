package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class InvalidRegexpTest {
    private final RuleTester rule = RuleTester.of(new InvalidRegexp());

    @Test
    void aPatternAndOneBehindAName() {
        rule.finds("""
            package p

            x if regex.match(`[a`, input.x)

            broken := `(`

            y if regex.match(broken, input.x)
            z := regex.replace("a", "*", "b")
            """, "3:18", "5:11", "8:25");
    }

    @Test
    void patternsThatAreRightOrUnknown() {
        rule.passes("""
            package p

            x if regex.match(`^[a-z]+$`, input.x)

            y if regex.match(input.pattern, input.x)
            """);
    }
}
