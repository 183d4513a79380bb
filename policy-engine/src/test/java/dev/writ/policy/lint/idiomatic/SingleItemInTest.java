package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class SingleItemInTest {
    private final RuleTester rule = RuleTester.of(new SingleItemIn());

    @Test
    void collectionsOfOne() {
        rule.finds("""
            package p

            x if input.a in {1}

            y if input.a in [2]
            """, "3:17", "5:17");
    }

    @Test
    void largerCollections() {
        rule.passes("""
            package p

            x if input.a in {1, 2}

            y if input.a in input.b

            z if some a in [1]
            """);
    }
}
