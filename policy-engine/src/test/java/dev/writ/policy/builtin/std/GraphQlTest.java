package dev.writ.policy.builtin.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.BuiltinLimits;
import dev.writ.policy.builtin.FakeContext;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries and schemas of GraphQL: trees, verdicts, and the words for what is wrong. */
final class GraphQlTest {

    private static final String SCHEMA = "type Query { a(x: [Int]): Query b: Int }";

    static Stream<CallTable.Call> calls() {
        return CallTable.read("graphql.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void comesOutAsWithOpa(CallTable.Call call) {
        assertThat(call.run(new FakeContext())).isEqualTo(call.outcome());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a", "{a(x: [", "{a(x: {y: ", "query ($a: [", "{... "})
    void deepNestingIsRefused(String opening) {
        String inner = opening.substring(opening.lastIndexOf(' ') + 1);
        String text = opening + inner.repeat(100_000);

        assertThatThrownBy(() -> call(new FakeContext(), "graphql.parse_query", text))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessageContaining(" in GraphQL string at location ");
    }

    @Test
    void nestingHasAWrittenLimit() {
        assertThatThrownBy(() -> call(new FakeContext(), "graphql.parse_query", "{a".repeat(300)))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessageContaining("nested deeper than 250 levels");
    }

    @Test
    void deepTreesAreRefused() {
        RegoValue selection =
                RegoObject.builder().put("Name", RegoString.of("a")).build();
        for (int i = 0; i < 600; i++) {
            selection = RegoObject.builder()
                    .put("Name", RegoString.of("a"))
                    .put("SelectionSet", RegoArray.of(selection))
                    .build();
        }
        RegoValue operation = RegoObject.builder()
                .put("SelectionSet", RegoArray.of(selection))
                .build();
        RegoValue tree =
                RegoObject.builder().put("Operations", RegoArray.of(operation)).build();

        assertThatThrownBy(() -> builtin("graphql.parse").call(new FakeContext(), List.of(tree, RegoString.of(SCHEMA))))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessage("json: nested deeper than 250 levels");
    }

    @Test
    void chainsOfFragmentsAreBounded() {
        List<String> parts = new ArrayList<>(List.of("{ ...F0 }"));
        IntStream.range(0, 20_000).forEach(i -> parts.add("fragment F" + i + " on Query { ...F" + (i + 1) + " }"));
        parts.add("fragment F20000 on Query { b }");

        assertThatThrownBy(() -> call(new FakeContext(), "graphql.parse", String.join(" ", parts), SCHEMA))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessage("selections nest deeper than 400 levels");
    }

    /** The real OPA ends with a stack overflow here. */
    @Test
    void fragmentsThatContainThemselvesAreInvalidAndNothingElse() {
        String query = "{ a { ...F } } fragment F on Query { a { ...F a { ...F } } }";

        assertThat(call(new FakeContext(), "graphql.is_valid", query, SCHEMA)).hasToString("false");
    }

    @Test
    void whatTakesLongIsEndedByTheDeadline() {
        StringBuilder query = new StringBuilder("{ __schema { ...F0 } }");
        for (int i = 0; i < 40; i++) {
            String next = "...F" + (i + 1);
            query.append(" fragment F" + i + " on __Schema { " + next + " " + next + " }");
        }
        query.append(" fragment F40 on __Schema { description }");
        FakeContext context = new FakeContext(BuiltinLimits.DEFAULT, 50_000);

        assertThatThrownBy(() -> call(context, "graphql.is_valid", query.toString(), SCHEMA))
                .isInstanceOf(FakeContext.Halted.class)
                .hasMessage("deadline");
    }

    @Test
    void aSchemaIsReadOnce() {
        FakeContext context = new FakeContext();
        call(context, "graphql.is_valid", "{b}", SCHEMA);
        long first = context.checkpoints;

        assertThat(call(context, "graphql.is_valid", "{b}", SCHEMA)).hasToString("true");
        assertThat(context.checkpoints - first).isLessThan(first / 2);
    }

    private static RegoValue call(FakeContext context, String name, String... operands) {
        List<RegoValue> values =
                Stream.of(operands).<RegoValue>map(RegoString::of).toList();
        return builtin(name).call(context, values);
    }

    private static Builtin builtin(String name) {
        return StandardBuiltins.registry().implementation(name).orElseThrow();
    }
}
