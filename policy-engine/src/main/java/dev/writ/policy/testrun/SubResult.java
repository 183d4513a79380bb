package dev.writ.policy.testrun;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/**
 * What one case of a test came to.
 *
 * @param name its name; empty where the result has null for it
 * @param failed whether the case or one below it failed
 * @param cases the cases below, by name
 */
public record SubResult(String name, boolean failed, SortedMap<String, SubResult> cases) {

    public SubResult {
        cases = Collections.unmodifiableSortedMap(new TreeMap<>(cases));
    }

    /** Whether this is a case itself rather than a group of cases. */
    public boolean isCase() {
        return cases.isEmpty();
    }

    /** Visits this result and all below it, each with its depth from 0, a group before its members. */
    void visit(int depth, ObjIntConsumer<SubResult> visitor) {
        visitor.accept(this, depth);
        cases.values().forEach(below -> below.visit(depth + 1, visitor));
    }
}
