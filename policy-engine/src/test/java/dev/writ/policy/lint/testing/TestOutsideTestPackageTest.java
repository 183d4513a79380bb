package dev.writ.policy.lint.testing;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class TestOutsideTestPackageTest {
    private final RuleTester rule = RuleTester.of(new TestOutsideTestPackage());

    @Test
    void aTestBesideThePolicy() {
        rule.finds("""
            package p

            test_x if input.x
            """, "3:1");
    }

    @Test
    void packagesOfTests() {
        rule.passes("""
            package p_test

            test_x if data.p.x
            """);
    }
}
