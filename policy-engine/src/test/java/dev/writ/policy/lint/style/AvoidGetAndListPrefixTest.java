package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class AvoidGetAndListPrefixTest {
    private final RuleTester rule = RuleTester.of(new AvoidGetAndListPrefix());

    @Test
    void prefixes() {
        rule.finds("""
            package p

            get_x := 1

            list_y contains 1
            """, "3:1", "5:1");
    }

    @Test
    void otherNames() {
        rule.passes("""
            package p

            getter := 1

            x.get_y := 1
            """);
    }
}
