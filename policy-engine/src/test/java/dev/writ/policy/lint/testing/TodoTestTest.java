package dev.writ.policy.lint.testing;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class TodoTestTest {
    private final RuleTester rule = RuleTester.of(new TodoTest());

    @Test
    void aTestThatWaits() {
        rule.finds("""
            package p_test

            todo_test_x if data.p.x
            """, "3:1");
    }

    @Test
    void testsThatRun() {
        rule.passes("""
            package p_test

            test_x if data.p.x
            """);
    }
}
