package dev.writ.policy.builtin.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.BuiltinLimits;
import dev.writ.policy.builtin.FakeContext;
import dev.writ.policy.builtin.Literals;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that ask for too much end in an error, in bounded time and memory. */
final class HostileCallsTest {

    private static final BuiltinLimits SMALL = new BuiltinLimits(1_000, 1_000, 100);

    private static RegoValue call(FakeContext context, String name, RegoValue... operands) {
        Builtin builtin = StandardBuiltins.registry().implementation(name).orElseThrow();
        return builtin.call(context, List.of(operands));
    }

    private static RegoValue within(Duration time, Callable<RegoValue> call) {
        return org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(time, call::call);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "numbers.range|0, 1000000000000",
                "numbers.range_step|0, 1000000, 2",
                "bits.lsh|1, 1000000000",
                "bits.lsh|1, 100000000000000000000",
                "sprintf|\"%999999d\", [1]",
                "sprintf|\"%*d\", [999999, 1]",
                "net.cidr_expand|\"10.0.0.0/8\"",
                "net.cidr_expand|\"::/0\""
            })
    void whatWouldGrowBeyondTheLimitsEndsTheEvaluation(String text) {
        String name = text.substring(0, text.indexOf('|'));
        RegoValue[] operands =
                Literals.values(text.substring(text.indexOf('|') + 1)).toArray(new RegoValue[0]);

        assertThatThrownBy(() -> call(new FakeContext(SMALL, Long.MAX_VALUE), name, operands))
                .isInstanceOf(FakeContext.Halted.class)
                .hasMessageContaining("`" + name + "` is too large");
    }

    @Test
    void replacementThatGrowsIsStopped() {
        RegoString text = RegoString.of("a".repeat(500));
        RegoString longer = RegoString.of("b".repeat(500));

        for (String name : List.of("replace", "regex.replace")) {
            assertThatThrownBy(
                            () -> call(new FakeContext(SMALL, Long.MAX_VALUE), name, text, RegoString.of("a"), longer))
                    .isInstanceOf(FakeContext.Halted.class);
        }
    }

    @Test
    void theDeadlineIsLookedAtInLoops() {
        FakeContext expired = new FakeContext(BuiltinLimits.DEFAULT, 10);

        assertThatThrownBy(() -> call(expired, "numbers.range", RegoNumber.of(0), RegoNumber.of(1_000_000)))
                .isInstanceOf(FakeContext.Halted.class)
                .hasMessage("deadline");
    }

    @Test
    void hostileExpressionsMatchInLinearTime() {
        RegoString text = RegoString.of("a".repeat(50_000) + "!");

        for (String pattern : List.of("(a+)+$", "(a|aa)+$", "(.*a){20}$", "([a-zA-Z]+)*$")) {
            within(Duration.ofSeconds(60), () -> call(new FakeContext(), "regex.match", RegoString.of(pattern), text));
        }
    }

    @Test
    void repetitionsThatMultiplyAreRefused() {
        for (String pattern : List.of("((a{100}){100}){100}", "(x{500}){3}", "((((a{10}){10}){10}){10}){10}")) {
            assertThatThrownBy(() -> call(new FakeContext(), "regex.match", RegoString.of(pattern), RegoString.of("a")))
                    .as(pattern)
                    .isInstanceOf(BuiltinFailure.class)
                    .hasMessageContaining("invalid repeat count");
        }
        assertThat(call(new FakeContext(), "regex.match", RegoString.of("(a{10}){10}[{]{3}\\{9"), RegoString.of("a"))
                        .toString())
                .isEqualTo("false");
    }

    @Test
    void deepExpressionsAndDeepJsonEndInAnError() {
        String deep = "(".repeat(50_000) + ")".repeat(50_000);
        assertThatThrownBy(() -> call(new FakeContext(), "regex.match", RegoString.of(deep), RegoString.of("")))
                .isInstanceOf(BuiltinFailure.class);
        assertThatThrownBy(() -> call(new FakeContext(), "json.unmarshal", RegoString.of("[".repeat(100_000))))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    void walkStopsWhenNobodyWantsMoreAndRefusesDepth() {
        Builtin.Relation walk = (Builtin.Relation)
                StandardBuiltins.registry().implementation("walk").orElseThrow();
        int[] seen = {0};
        walk.each(new FakeContext(), Literals.value("[1, [2, 3], {\"a\": 4}]"), value -> {
            seen[0]++;
            return seen[0] < 3;
        });
        assertThat(seen[0]).isEqualTo(3);

        RegoValue deep = RegoNumber.of(1);
        for (int i = 0; i < 200; i++) {
            deep = RegoArray.of(deep);
        }
        RegoValue nested = deep;
        assertThatThrownBy(() -> walk.each(new FakeContext(SMALL, Long.MAX_VALUE), nested, value -> true))
                .isInstanceOf(FakeContext.Halted.class);
    }

    @Test
    void walkVisitsParentsFirstWithTheirPaths() {
        Builtin.Relation walk = (Builtin.Relation)
                StandardBuiltins.registry().implementation("walk").orElseThrow();
        List<String> visited = new java.util.ArrayList<>();
        walk.each(
                new FakeContext(),
                Literals.value("{\"a\": [1, {2}], \"b\": null}"),
                value -> visited.add(value.toString()));

        Assertions.assertThat(visited)
                .containsExactly(
                        "[[], {\"a\": [1, {2}], \"b\": null}]",
                        "[[\"a\"], [1, {2}]]",
                        "[[\"a\", 0], 1]",
                        "[[\"a\", 1], {2}]",
                        "[[\"a\", 1, 2], 2]",
                        "[[\"b\"], null]");
    }
}
