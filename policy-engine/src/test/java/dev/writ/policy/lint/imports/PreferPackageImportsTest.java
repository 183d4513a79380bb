package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class PreferPackageImportsTest {
    private final RuleTester rule = RuleTester.of(new PreferPackageImports());

    @Test
    void anImportedRule() {
        rule.finds("""
            # file: a.rego
            package a

            import data.b.c
            # file: b.rego
            package b

            c := 1
            """, "a.rego:3:1");
    }

    @Test
    void packagesDocumentsAndExceptions() {
        rule.passes("""
            # file: a.rego
            # options: {"ignore-import-paths": ["data.b.c"]}
            package a

            import data.b
            import data.b.c
            import data.b.document
            # file: b.rego
            package b

            c := 1
            """);
    }
}
