package dev.writ.policy.value;

import org.jspecify.annotations.Nullable;

/** A truth value; there are two objects of this class, so that {@code ==} compares them. */
public final class RegoBoolean implements RegoValue {
    public static final RegoBoolean TRUE = new RegoBoolean(true);
    public static final RegoBoolean FALSE = new RegoBoolean(false);

    private final boolean value;

    private RegoBoolean(boolean value) {
        this.value = value;
    }

    public static RegoBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }

    public boolean value() {
        return value;
    }

    @Override
    public ValueKind kind() {
        return ValueKind.BOOLEAN;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return value ? 1231 : 1237;
    }

    @Override
    public String toString() {
        return value ? "true" : "false";
    }
}
