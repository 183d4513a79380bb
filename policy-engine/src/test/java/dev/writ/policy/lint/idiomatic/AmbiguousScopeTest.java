package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class AmbiguousScopeTest {
    private final RuleTester rule = RuleTester.of(new AmbiguousScope());

    @Test
    void annotationsOfOneOfTwo() {
        rule.finds("""
            package p

            # METADATA
            # title: x
            x if input.a

            x if input.b
            """, "3:1");
    }

    @Test
    void whatSaysItsScope() {
        rule.passes("""
            package p

            # METADATA
            # title: x
            x if input.a

            # METADATA
            # title: x too
            x if input.b

            # METADATA
            # title: y
            y if input.a

            # METADATA
            # scope: rule
            # title: z
            z if input.a

            z if input.b

            # METADATA
            # scope: document
            # title: v

            # METADATA
            # title: v too
            v if input.a

            v if input.b
            """);
    }
}
