package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class IfEmptyObjectTest {
    private final RuleTester rule = RuleTester.of(new IfEmptyObject());

    @Test
    void anEmptyObject() {
        rule.finds("""
            package p

            x if {}
            """, "3:6");
    }

    @Test
    void bodies() {
        rule.passes("""
            package p

            x if {
            	input.x
            }
            """);
    }
}
