package dev.writ.policy.lint.governance;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class NonDeterministicDecisionTest {
    private final RuleTester rule = RuleTester.of(new NonDeterministicDecision());

    @Test
    void callsInPackagesThatDecisionsUse() {
        rule.finds("""
            # file: p.rego
            # decision: p/decision
            package p

            import data.q

            x := rand.intn("a", 10)
            # file: q.rego
            package q

            y := http.send({"method": "GET", "url": input.url})
            # file: r.rego
            package r

            z := time.now_ns()
            """, "p.rego:5:6", "q.rego:3:6");
    }

    @Test
    void whatIsAllowedOrAlwaysTheSame() {
        rule.passes("""
            # decision: p/decision
            # options: {"allowed-functions": ["time.now_ns"]}
            package p

            x := time.now_ns()

            y := count(input.ys)
            """);
    }
}
