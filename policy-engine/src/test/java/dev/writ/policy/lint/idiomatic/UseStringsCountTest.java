package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UseStringsCountTest {
    private final RuleTester rule = RuleTester.of(new UseStringsCount());

    @Test
    void countedPlaces() {
        rule.finds("""
            package p

            x := count(indexof_n(input.a, "b"))
            """, "3:6");
    }

    @Test
    void otherCounts() {
        rule.passes("""
            package p

            x := count(input.xs)

            y := indexof_n(input.a, "b")
            """);
    }
}
