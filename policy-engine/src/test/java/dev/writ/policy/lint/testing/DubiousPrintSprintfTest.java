package dev.writ.policy.lint.testing;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class DubiousPrintSprintfTest {
    private final RuleTester rule = RuleTester.of(new DubiousPrintSprintf());

    @Test
    void aFormatInPrint() {
        rule.finds("""
            package p

            x if print(sprintf("%s", [input.x]))
            """, "3:12");
    }

    @Test
    void otherUses() {
        rule.passes("""
            package p

            x if print("a", input.a)

            y := sprintf("%s", [input.y])
            """);
    }
}
