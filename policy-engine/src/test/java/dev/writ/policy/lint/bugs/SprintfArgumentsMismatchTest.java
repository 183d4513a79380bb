package dev.writ.policy.lint.bugs;

import dev.writ.policy.lint.run.RuleTester;
import org.junit.jupiter.api.Test;

class SprintfArgumentsMismatchTest {
    private final RuleTester rule = RuleTester.of(new SprintfArgumentsMismatch());

    @Test
    void tooFewAndTooMany() {
        rule.finds("""
            package p

            x := sprintf("%s %v", [1])

            format := "%s"

            y := sprintf(format, [1, 2])
            """, "3:14", "7:14");
    }

    @Test
    void whatFitsOrIsUnknown() {
        rule.passes("""
            package p

            a := sprintf("%s 100%% %[1]v %5.2f", [1, 2])

            b := sprintf("%*d", [5, 1])

            c := sprintf(input.format, [1])

            d := sprintf("%s", input.values)
            """);
    }
}
