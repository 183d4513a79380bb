package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class PointlessImportTest {
    private final RuleTester rule = RuleTester.of(new PointlessImport());

    @Test
    void theOwnPackage() {
        rule.finds("""
            package p

            import data.p
            import data.p.x
            """, "3:1", "4:1");
    }

    @Test
    void theNameOfARule() {
        rule.finds("""
            package p

            import data.p.a.b

            a.b.c := 1
            """, "3:1");
    }

    @Test
    void othersAndWhatIsDeeper() {
        rule.passes("""
            package p

            import data.p.x.y
            import data.q
            """);
    }
}
