package dev.writ.policy.testrun;

import dev.writ.policy.explain.TraceEvent;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/**
 * What one case of a test came to.
 *
 * @param name its name; empty where the result has null for it
 * @param failed whether the case or one below it failed
 * @param cases the cases below, by name
 * @param trace the steps of the test until the next case was entered; empty unless they are wanted
 */
public record SubResult(String name, boolean failed, SortedMap<String, SubResult> cases, List<TraceEvent> trace) {

    public SubResult {
        trace = List.copyOf(trace);
        cases = Collections.unmodifiableSortedMap(new TreeMap<>(cases));
    }

    /** Whether this is a case itself rather than a group of cases. */
    public boolean isCase() {
        return cases.isEmpty();
    }

    /** The same with steps. */
    SubResult withTrace(List<TraceEvent> value) {
        return new SubResult(name, failed, cases, value);
    }

    /** The same with other cases below it. */
    SubResult withCases(SortedMap<String, SubResult> value) {
        return new SubResult(name, failed, value, trace);
    }

    /** Visits this result and all below it, each with its depth from 0, a group before its members. */
    void visit(int depth, ObjIntConsumer<SubResult> visitor) {
        visitor.accept(this, depth);
        cases.values().forEach(below -> below.visit(depth + 1, visitor));
    }
}
