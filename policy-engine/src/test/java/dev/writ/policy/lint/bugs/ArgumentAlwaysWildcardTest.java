package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class ArgumentAlwaysWildcardTest {
    private final RuleTester rule = RuleTester.of(new ArgumentAlwaysWildcard());

    @Test
    void anArgumentThatNobodyUses() {
        rule.finds("""
            package p
            f(x, _) := x
            """, "2:6");
    }

    @Test
    void anArgumentThatOneDefinitionUses() {
        rule.passes("""
            package p

            f("a", _) := 1

            f("b", y) := y

            mock_http(_) := 200
            """);
    }

    @Test
    void anArgumentThatIsUsedInAnotherFile() {
        rule.passes("""
            # file: a.rego
            package p

            f("a", _) := 1
            # file: b.rego
            package p

            f("b", y) := y
            """);
    }
}
