package dev.writ.policy.lint.testing;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class FileMissingTestSuffixTest {
    private final RuleTester rule = RuleTester.of(new FileMissingTestSuffix());

    @Test
    void theFirstTest() {
        rule.finds("""
            # file: p.rego
            package p_test

            test_x if data.p.x

            test_y if data.p.y
            """, "p.rego:3:1");
    }

    @Test
    void filesOfTests() {
        rule.passes("""
            # file: p_test.rego
            package p_test

            test_x if data.p.x
            # file: a/test.rego
            package test

            test_x if data.p.x
            # file: p.rego
            package p

            test_f(x) := x
            """);
    }
}
