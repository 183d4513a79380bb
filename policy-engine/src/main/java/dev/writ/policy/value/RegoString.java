package dev.writ.policy.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A string of Unicode code points, ordered by them (which is the order of their UTF-8 bytes). */
public final class RegoString implements RegoValue {
    /** The string without characters. */
    public static final RegoString EMPTY = new RegoString("");

    private final String value;

    private RegoString(String value) {
        this.value = value;
    }

    public static RegoString of(String value) {
        Objects.requireNonNull(value, "value");
        return value.isEmpty() ? EMPTY : new RegoString(value);
    }

    public String value() {
        return value;
    }

    @Override
    public int weight() {
        return (int) Math.min(value.length() + 2L, Integer.MAX_VALUE);
    }

    @Override
    public ValueKind kind() {
        return ValueKind.STRING;
    }

    int compareText(RegoString other) {
        String a = value;
        String b = other.value;
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return codePointOrder(x) - codePointOrder(y);
            }
        }
        return a.length() - b.length();
    }

    /** Moves surrogates, which encode code points from 0x10000, behind the other UTF-16 units. */
    private static int codePointOrder(char c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? c + 0x10000 : c;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof RegoString string && value.equals(string.value));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The quoted form. */
    @Override
    public String toString() {
        return JsonWriter.quote(value);
    }
}
