package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class DirectoryPackageMismatchTest {
    private final RuleTester rule = RuleTester.of(new DirectoryPackageMismatch());

    @Test
    void anotherDirectory() {
        rule.finds("""
            # file: a/b/x.rego
            package b.a
            """, "a/b/x.rego:1:9");
    }

    @Test
    void aTestWhoseSuffixCounts() {
        rule.finds("""
            # file: a/x_test.rego
            # options: {"exclude-test-suffix": false}
            package a_test
            """, "a/x_test.rego:1:9");
    }

    @Test
    void theDirectoryOfThePackage() {
        rule.passes("""
            # file: a/b/x.rego
            package a.b
            # file: a/b/x_test.rego
            package a.b_test
            """);
    }
}
