package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class NotEqualsInLoopTest {
    private final RuleTester rule = RuleTester.of(new NotEqualsInLoop());

    @Test
    void aComparisonWithEachElement() {
        rule.finds("""
            package p

            x if input.xs[_] != 1

            y if {
            	"a" != data.ys[_].name
            }
            """, "3:6", "6:2");
    }

    @Test
    void otherComparisons() {
        rule.passes("""
            package p

            x if input.xs[0] != 1

            y if input.xs[_] == 1
            """);
    }

    @Test
    void partsOfTemplateStringsAreNoConditions() {
        rule.passes("""
            package p

            x := $"{input.xs[_] != 1}"
            """);
    }
}
