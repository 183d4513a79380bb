package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UseSomeForOutputVarsTest {
    private final RuleTester rule = RuleTester.of(new UseSomeForOutputVars());

    @Test
    void variablesInBrackets() {
        rule.finds("""
            package p

            x if {
            	input.xs[i] == 1
            	data.ys[j] == i
            	data.zs[i]
            }
            """, "4:11", "5:10");
    }

    @Test
    void declaredOnes() {
        rule.passes("""
            package p

            x if {
            	some i
            	input.xs[i] == 1
            }

            y := [z | some k; z := input.o[k]]

            f(k) := input.o[k]
            """);
    }

    @Test
    void aRuleOfAnotherFile() {
        rule.passes("""
            # file: a.rego
            package p

            x := input.o[key]
            # file: b.rego
            package p

            key := "k"
            """);
    }
}
