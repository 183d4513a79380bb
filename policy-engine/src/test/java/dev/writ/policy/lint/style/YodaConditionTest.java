package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class YodaConditionTest {
    private final RuleTester rule = RuleTester.of(new YodaCondition());

    @Test
    void constantsOnTheLeft() {
        rule.finds("""
            package p

            x if "a" == input.x

            y if 1 < count(input.ys)
            """, "3:6", "5:6");
    }

    @Test
    void otherOrders() {
        rule.passes("""
            package p

            x if input.x == "a"

            y if "a" == "a"

            z if "a" == input.zs[_]
            """);
    }
}
