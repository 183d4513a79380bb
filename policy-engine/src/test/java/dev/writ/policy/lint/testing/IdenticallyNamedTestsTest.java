package dev.writ.policy.lint.testing;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class IdenticallyNamedTestsTest {
    private final RuleTester rule = RuleTester.of(new IdenticallyNamedTests());

    @Test
    void theSecondOne() {
        rule.finds("""
            package p_test

            test_x if data.p.x

            test_x if data.p.y
            """, "5:1");
    }

    @Test
    void differentNames() {
        rule.passes("""
            package p_test

            test_x if data.p.x

            test_y if data.p.y

            test_z[name] if data.p[name]
            """);
    }
}
