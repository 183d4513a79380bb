package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class TodoCommentTest {
    private final RuleTester rule = RuleTester.of(new TodoComment());

    @Test
    void tasks() {
        rule.finds("""
            package p

            # TODO x
            x := 1 # fixme: y
            """, "3:1", "4:8");
    }

    @Test
    void otherComments() {
        rule.passes("""
            package p

            # all is done; see the todo list
            x := 1
            """);
    }
}
