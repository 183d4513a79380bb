package dev.writ.policy.testrun;

import dev.writ.policy.source.Span;

/**
 * An expression of a body that may hold or not.
 *
 * @param place where it was written
 * @param held whether it was seen to hold
 * @param failed whether it was seen not to hold: it was false, or undefined, or had no solution
 */
public record Condition(Span place, boolean held, boolean failed) {

    /** How many of its two outcomes were seen. */
    public int seen() {
        return (held ? 1 : 0) + (failed ? 1 : 0);
    }
}
