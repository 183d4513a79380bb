package dev.writ.policy.lint.performance;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class WithOutsideTestContextTest {
    private final RuleTester rule = RuleTester.of(new WithOutsideTestContext());

    @Test
    void withInARule() {
        rule.finds("""
            package p

            x if y.z with input as {}
            """, "3:10");
    }

    @Test
    void tests() {
        rule.passes("""
            package p

            test_x if y.z with input as {}

            todo_test_x if y.z with input as {}
            """);
    }
}
