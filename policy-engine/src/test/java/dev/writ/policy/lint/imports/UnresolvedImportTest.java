package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class UnresolvedImportTest {
    private final RuleTester rule = RuleTester.of(new UnresolvedImport());

    @Test
    void pathsThatLeadNowhere() {
        rule.finds("""
            # file: a.rego
            package a

            import data.b
            import data.b.x
            import data.b.nope
            import data.nope
            # file: b.rego
            package b.c

            y := 1
            # file: x.rego
            package b

            x[k] := 1 if some k in input.ks
            """, "a.rego:5:1", "a.rego:6:1");
    }

    @Test
    void whatResolvesOrIsExcepted() {
        rule.passes("""
            # file: a.rego
            # options: {"except-imports": ["data.e", "data.f.*"]}
            # data: d/docs
            package a

            import data.b.x.y
            import data.d.docs
            import data.d.docs.inside
            import data.e
            import data.f.g
            # file: b.rego
            package b

            x.y.z := 1
            """);
    }
}
