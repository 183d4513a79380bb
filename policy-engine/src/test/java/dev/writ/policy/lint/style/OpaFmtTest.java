package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class OpaFmtTest {
    private final RuleTester rule = RuleTester.of(
            new OpaFmt(module -> module.file().text().replaceAll("  +", " ").strip() + "\n"));

    @Test
    void anotherLayout() {
        rule.says("""
            package p

            x :=   1
            """, "the file is not formatted, run `writ fmt`");
    }

    @Test
    void theLayoutOfTheFormatterMendsIt() {
        rule.fixes("""
            package p

            x :=   1
            """, """
            package p

            x := 1
            """);
    }

    @Test
    void whatTheFormatterCannotLayOutIsNoFinding() {
        RuleTester.of(new OpaFmt(module -> null)).passes("package p\n");
    }

    @Test
    void theLayout() {
        rule.passes("""
            package p

            x := 1
            """);
    }
}
