package dev.writ.policy.lint.custom;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class NarrowArgumentTest {
    private final RuleTester rule = RuleTester.of(new NarrowArgument());

    @Test
    void onePathAndACommonPrefix() {
        rule.finds("""
            package p

            f(x) := x.a + 1

            g(c) if {
            	c.user.name == "a"
            	"b" in c.user.roles
            }
            """, "3:3", "5:3");
    }

    @Test
    void whatIsUsedAsAWhole() {
        rule.passes("""
            # options: {"exclude-args": ["config"]}
            package p

            f(x) := x

            g(x) if {
            	x.a
            	x.b
            }

            h(config) := config.a

            k(_) := 1
            """);
    }
}
