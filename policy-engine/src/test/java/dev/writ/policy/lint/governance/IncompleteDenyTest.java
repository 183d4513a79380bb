package dev.writ.policy.lint.governance;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class IncompleteDenyTest {
    private final RuleTester rule = RuleTester.of(new IncompleteDeny());

    @Test
    void incompleteReasons() {
        rule.finds("""
            # decision: p/decision
            package p

            deny contains {"code": "a.b", "message": " ", "control": "c"} if input.x

            deny contains sprintf("%s", [input.y]) if input.y

            x_denials contains reason if {
            	reason := {"code": "a.b"}
            }
            """, "3:15", "5:15", "8:12");
    }

    @Test
    void completeAndComputedReasons() {
        rule.passes("""
            # decision: p/decision
            package p

            deny contains {"code": "a.b", "message": "m", "control": "c", "remediation": sprintf("r %s", [input.r])} if input.x

            deny contains f(input.y) if input.y

            f(y) := {"code": y}
            """);
    }

    @Test
    void packagesThatDecideNothing() {
        rule.passes("""
            package p

            deny contains "x" if input.x
            """);
    }
}
