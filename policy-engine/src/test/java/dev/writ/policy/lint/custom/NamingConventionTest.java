package dev.writ.policy.lint.custom;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class NamingConventionTest {
    private final RuleTester rule = RuleTester.of(new NamingConvention());

    @Test
    void eachKindOfName() {
        rule.finds("""
            # options: {"conventions": [{"pattern": "^acme", "targets": ["package", "rule"]}, {"pattern": "^f_[xy]", "targets": ["function", "variable"]}]}
            package p

            x := 1

            g(f_x, b) := f_x + b
            """, "1:1", "3:1", "5:1", "5:8");
    }

    @Test
    void namesThatMatch() {
        rule.passes("""
            # options: {"conventions": [{"pattern": "^acme", "targets": ["package", "rule"]}, {"pattern": "^f_", "targets": ["function"]}]}
            package acme.p

            acme_x := 1

            f_x(y) := y
            """);
    }
}
