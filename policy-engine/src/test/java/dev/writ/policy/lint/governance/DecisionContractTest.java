package dev.writ.policy.lint.governance;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class DecisionContractTest {
    private final RuleTester rule = RuleTester.of(new DecisionContract());

    @Test
    void membersThatDoNotFit() {
        rule.finds("""
            # decision: p/decision
            package p

            decision := {"allow": 1, "deny": "x", "requires": []}
            """, "3:13", "3:23", "3:34", "3:39");
    }

    @Test
    void whatIsNoObject() {
        rule.finds("""
            # decision: p/decision
            package p

            decision := true
            """, "3:13");
    }

    @Test
    void otherRulesAndComputedValues() {
        rule.passes("""
            # decision: p/decision
            package p

            decision := {"allow": a, "deny": [x | some x in input.xs], "require": r, "obligations": {1}}

            a if input.y

            r := [2]

            other := {"denied": 1}
            """);
    }

    @Test
    void thatADecisionIsMissing() {
        rule.says("""
            # file: a.rego
            # decision: a/decision
            package a

            x := 1
            # file: b.rego
            package b
            """, "a manifest names the decision `a/decision`, and there is no such rule");
    }
}
