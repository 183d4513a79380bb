package dev.writ.policy.eval;

import static dev.writ.policy.value.Undefined.UNDEFINED;

import dev.writ.policy.runtime.Collector;
import dev.writ.policy.runtime.Execution;
import dev.writ.policy.runtime.Meter;
import dev.writ.policy.runtime.Scope;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one call. A slot is read only after it was written: the planner sees to that, and the frame starts with
 * the arguments in the first slots.
 */
final class Frame {

    private static final Collector[] NO_COLLECTORS = {};

    final Execution execution;
    final Meter meter;
    final RegoValue[] slots;
    final Collector[] collectors;
    Scope scope;

    /** What {@code YieldResult} gave. */
    Maybe result = UNDEFINED;

    /** Where it was given. */
    @Nullable
    Span resultPlace;

    /** Whether the running clause gave anything. */
    boolean yielded;

    /** Where {@code YieldRow} puts results; only a query has any. */
    final List<RegoValue[]> rows;

    Frame(Execution execution, Scope scope, RegoValue[] slots, int collectors) {
        this(execution, scope, slots, collectors, List.of());
    }

    Frame(Execution execution, Scope scope, RegoValue[] slots, int collectors, List<RegoValue[]> rows) {
        this.rows = rows;
        this.execution = execution;
        this.meter = execution.meter();
        this.scope = scope;
        this.slots = slots;
        this.collectors = collectors == 0 ? NO_COLLECTORS : new Collector[collectors];
    }
}
