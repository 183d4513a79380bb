package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class NoWhitespaceCommentTest {
    private final RuleTester rule = RuleTester.of(new NoWhitespaceComment());

    @Test
    void touchingText() {
        rule.finds("""
            package p

            #foo
            ##bar
            x := 1
            """, "3:1", "4:1");
    }

    @Test
    void spacesLinesAndExceptions() {
        rule.passes("""
            #!/usr/bin/env opa
            package p

            # a
            ## b
            #
            ##########
            x := 1
            """);
    }

    @Test
    void theComment() {
        rule.fixes("""
            package p

            ##a
            x := 1 #b
            """, """
            package p

            ## a
            x := 1 # b
            """);
    }
}
