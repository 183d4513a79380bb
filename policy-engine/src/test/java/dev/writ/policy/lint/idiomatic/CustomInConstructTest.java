package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class CustomInConstructTest {
    private final RuleTester rule = RuleTester.of(new CustomInConstruct());

    @Test
    void aSearch() {
        rule.finds("""
            package p

            f(xs, x) if xs[_] == x

            g(x, xs) if { x = xs[_] }
            """, "3:1", "5:1");
    }

    @Test
    void otherFunctions() {
        rule.passes("""
            package p

            f(xs, x) if xs[_].name == x

            g(x, xs) if x in xs
            """);
    }
}
