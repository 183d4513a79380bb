package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class InternalEntrypointTest {
    private final RuleTester rule = RuleTester.of(new InternalEntrypoint());

    @Test
    void anInternalEntrypoint() {
        rule.finds("""
            package p

            # METADATA
            # entrypoint: true
            _x := 1
            """, "5:1");
    }

    @Test
    void publicOnes() {
        rule.passes("""
            package p

            # METADATA
            # entrypoint: true
            x := _y

            # METADATA
            # title: y
            _y := 1
            """);
    }
}
