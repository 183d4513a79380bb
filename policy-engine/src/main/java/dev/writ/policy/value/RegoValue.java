package dev.writ.policy.value;

/**
 * A Rego value. Values are immutable; equality and hash agree with {@link #compareTo the order}, and "no value" is never
 * one of them: undefined is the absence of a value, not null.
 */
public sealed interface RegoValue extends Comparable<RegoValue>, Maybe
        permits RegoNull, RegoBoolean, RegoNumber, RegoString, RegoArray, RegoObject, RegoSet {

    /** The kind, whose order is the order of values of different kinds. */
    ValueKind kind();

    /**
     * About the length of the value as JSON, {@link Integer#MAX_VALUE} where that is longer. A value in which others are
     * shared can be longer than the memory by far: it must be asked before something goes through all of it.
     */
    default int weight() {
        return 1;
    }

    /** Whether a statement that consists of this value holds: everything but {@code false} does. */
    default boolean isTrue() {
        return !RegoBoolean.FALSE.equals(this);
    }

    /** The total order of OPA: by kind, then by content. */
    @Override
    default int compareTo(RegoValue other) {
        return ValueOrder.compare(this, other);
    }
}
