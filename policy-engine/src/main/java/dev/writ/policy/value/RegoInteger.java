package dev.writ.policy.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An integer that fits a {@code long}: the fast path. */
public final class RegoInteger implements RegoNumber {
    private static final int CACHE_LOW = -128;
    private static final int CACHE_HIGH = 1023;
    private static final RegoInteger[] CACHE = new RegoInteger[CACHE_HIGH - CACHE_LOW + 1];

    static {
        for (int i = 0; i < CACHE.length; i++) {
            CACHE[i] = new RegoInteger(i + CACHE_LOW);
        }
    }

    private final long value;

    private RegoInteger(long value) {
        this.value = value;
    }

    static RegoInteger of(long value) {
        return value >= CACHE_LOW && value <= CACHE_HIGH ? CACHE[(int) value - CACHE_LOW] : new RegoInteger(value);
    }

    @Override
    public boolean isInteger() {
        return true;
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public boolean isIndex() {
        return true;
    }

    @Override
    public long longValue() {
        return value;
    }

    @Override
    public double doubleValue() {
        return value;
    }

    @Override
    public BigDecimal decimalValue() {
        return BigDecimal.valueOf(value);
    }

    @Override
    public int signum() {
        return Long.signum(value);
    }

    @Override
    public String text() {
        return Long.toString(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (other instanceof RegoInteger integer) {
            return integer.value == value;
        }
        return other instanceof RegoDecimal decimal && decimal.isLong() && decimal.longValue() == value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    @Override
    public String toString() {
        return text();
    }
}
