package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class TimeNowNsTwiceTest {
    private final RuleTester rule = RuleTester.of(new TimeNowNsTwice());

    @Test
    void theSecondCall() {
        rule.finds("""
            package p

            x if {
            	a := time.now_ns()
            	time.now_ns() > a
            }
            """, "5:2");
    }

    @Test
    void oneCallARule() {
        rule.passes("""
            package p

            x := time.now_ns()

            y if time.now_ns() > 1
            """);
    }
}
