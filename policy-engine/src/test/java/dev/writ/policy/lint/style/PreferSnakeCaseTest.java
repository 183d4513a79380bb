package dev.writ.policy.lint.style;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class PreferSnakeCaseTest {
    private final RuleTester rule = RuleTester.of(new PreferSnakeCase());

    @Test
    void namesOfAllKinds() {
        rule.finds("""
            package a.bC

            dE := 1

            f(gH) := x.iJ if {
            	x := gH
            	x
            	some kL in input.mN
            	every oP in kL { oP }
            }
            """, "1:11", "3:1", "5:3", "8:7", "9:8");
    }

    @Test
    void snakesAndForeignNames() {
        rule.passes("""
            package a_1.b

            c_d := input.eF.gH

            x["some key"] := 1
            """);
    }
}
