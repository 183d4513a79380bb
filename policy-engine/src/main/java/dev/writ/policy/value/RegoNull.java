package dev.writ.policy.value;

import org.jspecify.annotations.Nullable;

/** The null of JSON. */
public final class RegoNull implements RegoValue {
    /** The only one. */
    public static final RegoNull NULL = new RegoNull();

    private RegoNull() {}

    @Override
    public ValueKind kind() {
        return ValueKind.NULL;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return 0x6E756C6C;
    }

    @Override
    public String toString() {
        return "null";
    }
}
