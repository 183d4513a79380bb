package dev.writ.policy.lint.testing;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class PrintOrTraceCallTest {
    private final RuleTester rule = RuleTester.of(new PrintOrTraceCall());

    @Test
    void calls() {
        rule.finds("""
            package p

            x if {
            	print("a")
            	trace("b")
            }
            """, "4:2", "5:2");
    }

    @Test
    void otherCalls() {
        rule.passes("""
            package p

            x if {
            	startswith("a", "b")
            }
            """);
    }
}
