package dev.writ.policy.arch.broken.state;

import org.jspecify.annotations.NullMarked;

/** Breaks the rule on static state. */
@NullMarked
public final class Counter {

    private static int count;

    private Counter() {}

    /** Counts for everybody. */
    public static int next() {
        return ++count;
    }
}
