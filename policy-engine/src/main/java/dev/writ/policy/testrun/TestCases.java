package dev.writ.policy.testrun;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The cases that the test on this thread has entered: rules such as {@code test_x[name]} tell theirs by a call of
 * {@code internal.test_case}, so that a case that fails is known although it leaves no trace in the result.
 */
final class TestCases {

    /** The function; OPA has it under the same name for the same purpose. */
    static final String FUNCTION = "internal.test_case";

    private static final ScopedValue<Consumer<RegoArray>> ENTERED = ScopedValue.newInstance();

    private TestCases() {}

    /** What a test gave, and the names of the cases it entered, in their order. */
    record Recorded<T>(T result, List<RegoArray> cases) {}

    /** The same functions, with the one that records cases. */
    static BuiltinRegistry recordedBy(BuiltinRegistry registry) {
        Builtin.Unary enter = (context, path) -> enter(path);
        // Capabilities may leave it out; then tests with cases are refused, as in OPA.
        return registry.signature(FUNCTION).isPresent() ? registry.with(FUNCTION, enter) : registry;
    }

    private static RegoValue enter(RegoValue path) {
        if (ENTERED.isBound() && path instanceof RegoArray names) {
            ENTERED.get().accept(names);
        }
        return RegoBoolean.TRUE;
    }

    /** Runs a test and records its cases. */
    static <T> Recorded<T> record(Supplier<T> test) {
        List<RegoArray> cases = new ArrayList<>();
        T result = watch(test, cases::add);
        return new Recorded<>(result, cases);
    }

    /** Runs a test; the listener is told the name of each case when it is entered. */
    static <T> T watch(Supplier<T> test, Consumer<RegoArray> listener) {
        return ScopedValue.where(ENTERED, listener).call(test::get);
    }
}
