package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class RuleNameRepeatsPackageTest {
    private final RuleTester rule = RuleTester.of(new RuleNameRepeatsPackage());

    @Test
    void repeatedNames() {
        rule.finds("""
            package a.bar.baz

            bar_baz := true

            barBazNumber := 1

            default baz := 2
            """, "3:1", "5:1", "7:9");
    }

    @Test
    void otherWords() {
        rule.passes("""
            package a.bar

            barber := 1

            rebar := 2
            """);
    }
}
