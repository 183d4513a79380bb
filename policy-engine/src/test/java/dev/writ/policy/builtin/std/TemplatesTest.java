package dev.writ.policy.builtin.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.BuiltinLimits;
import dev.writ.policy.builtin.FakeContext;
import dev.writ.policy.builtin.Literals;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Go's templates, with the words of its errors. */
final class TemplatesTest {

    private static final BuiltinLimits SMALL = new BuiltinLimits(1_000, 1_000, 100);

    static Stream<CallTable.Call> calls() {
        return CallTable.read("templates.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void comesOutAsWithOpa(CallTable.Call call) {
        assertThat(call.run(new FakeContext())).isEqualTo(call.outcome());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{range 1000}}ten chars.{{end}}",
                "{{$x := \"ab\"}}{{range 30}}{{$x = print $x $x}}{{end}}",
                "{{printf \"%9999d\" 1}}",
                "{{printf \"%900v\" .l}}",
                "{{println .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l .l"
                        + " .l .l}}"
            })
    void whatGrowsBeyondTheLimitEndsTheEvaluation(String template) {
        String list = "{\"l\": [" + "\"0123456789\", ".repeat(3) + "1]}";

        assertThatThrownBy(() -> render(new FakeContext(SMALL, Long.MAX_VALUE), template, Literals.value(list)))
                .isInstanceOf(FakeContext.Halted.class)
                .hasMessage("the result of `strings.render_template` is too large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{range 9000000000000000000}}{{end}}",
                "{{range 100000}}{{range 100000}}{{end}}{{end}}",
                "{{define \"a\"}}{{range 3}}{{template \"a\"}}{{end}}{{end}}{{template \"a\"}}"
            })
    void theDeadlineIsLookedAtInLoops(String template) {
        FakeContext context = new FakeContext(BuiltinLimits.DEFAULT, 400);

        assertThatThrownBy(() -> render(context, template, Literals.value("{}")))
                .isInstanceOf(FakeContext.Halted.class)
                .hasMessage("deadline");
    }

    @Test
    void templatesThatCallThemselvesEnd() {
        assertThatThrownBy(() -> render(
                        new FakeContext(),
                        "{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}",
                        Literals.value("{}")))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessageEndingWith("exceeded maximum template depth (500)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{if .}}", "{{range .}}", "{{with .}}x{{else with .}}", "{{block \"b\" .}}", "{{(1 | print "})
    void deepNestingIsRefused(String opening) {
        String template = opening.startsWith("{{(") ? "{{" + "(".repeat(100_000) : opening.repeat(20_000);

        assertThatThrownBy(() -> render(new FakeContext(), template, Literals.value("{}")))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessageEndingWith("max expression depth exceeded");
    }

    private static RegoValue render(FakeContext context, String template, RegoValue variables) {
        Builtin builtin = StandardBuiltins.registry()
                .implementation("strings.render_template")
                .orElseThrow();
        return builtin.call(context, List.of(RegoString.of(template), variables));
    }
}
