package dev.writ.policy.lint.governance;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class MissingControlTest {
    private final RuleTester rule = RuleTester.of(new MissingControl());

    @Test
    void rulesWithoutControl() {
        rule.finds("""
            # file: p.rego
            # decision: p/decision
            package p

            decision := data.q.x

            # METADATA
            # title: y
            # custom: {controls: []}
            y := 1
            # file: q.rego
            package q

            x := 1
            # file: r.rego
            package r

            x := 1
            """, "p.rego:3:1", "p.rego:8:1", "q.rego:3:1");
    }

    @Test
    void controlsOfRulesAndDocuments() {
        rule.passes("""
            # decision: p/decision
            package p

            # METADATA
            # scope: document
            # custom: {controls: [C-1]}
            x if input.a

            x if input.b

            # METADATA
            # custom: {control: C-2}
            y := 1
            """);
    }
}
