package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class CustomHasKeyConstructTest {
    private final RuleTester rule = RuleTester.of(new CustomHasKeyConstruct());

    @Test
    void aLookupThatOnlyAsks() {
        rule.finds("""
            package p

            has_key(m, k) if {
            	_ = m[k]
            }

            other(k, m) if { _ := m[k] }
            """, "3:1", "7:1");
    }

    @Test
    void functionsThatUseTheValue() {
        rule.passes("""
            package p

            f(m, k) := m[k]

            g(m, k) if {
            	m[k] == 1
            }
            """);
    }
}
