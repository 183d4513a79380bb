package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ImportShadowsRuleTest {
    private final RuleTester rule = RuleTester.of(new ImportShadowsRule());

    @Test
    void aRuleThatIsHidden() {
        rule.finds("""
            package p

            import data.a.x

            x := 1
            """, "5:1");
    }

    @Test
    void otherNames() {
        rule.passes("""
            package p

            import data.a.x as y

            x := 1
            """);
    }
}
