package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class IfObjectLiteralTest {
    private final RuleTester rule = RuleTester.of(new IfObjectLiteral());

    @Test
    void anObjectInThePlaceOfABody() {
        rule.finds("""
            package p

            x if {}

            y if {input.a: 1}
            """, "3:6", "5:6");
    }

    @Test
    void bodies() {
        rule.passes("""
            package p

            x if {
            	input.x == {"a": 1}
            }
            """);
    }
}
