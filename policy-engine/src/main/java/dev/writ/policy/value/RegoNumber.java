package dev.writ.policy.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact number. {@link RegoInteger} is the fast path for what fits a {@code long} and is written plainly; everything
 * else is a {@link RegoDecimal}, which keeps the text it was written with, as OPA does ({@code 1.0} stays {@code 1.0}
 * and still equals {@code 1}).
 */
public sealed interface RegoNumber extends RegoValue permits RegoInteger, RegoDecimal {

    /** The integer. */
    static RegoInteger of(long value) {
        return RegoInteger.of(value);
    }

    /** The integer. */
    static RegoNumber of(BigInteger value) {
        return value.bitLength() < Long.SIZE
                ? RegoInteger.of(value.longValue())
                : new RegoDecimal(new BigDecimal(value));
    }

    /** The number; a number that is an integer becomes a plain one. */
    static RegoNumber of(BigDecimal value) {
        if (value.signum() == 0) {
            return RegoInteger.of(0);
        }
        if (value.scale() <= 0 || value.stripTrailingZeros().scale() <= 0) {
            return of(value.toBigIntegerExact());
        }
        return new RegoDecimal(value);
    }

    /**
     * The number that {@code text} writes, in JSON's grammar or with a leading or trailing point as in Rego.
     *
     * @throws NumberFormatException if it is no number, its binary exponent is beyond 100,000, or it has more than 40,000
     *     digits
     */
    static RegoNumber parse(String text) {
        return NumberText.parse(text);
    }

    /** True if the value is an integer, however it is written. */
    boolean isInteger();

    /** True if the value is an integer that fits a {@code long}. */
    boolean isLong();

    /**
     * True if OPA takes the number for an index or a count: {@link #isLong()}, and written without an exponent and in at
     * most 19 characters.
     */
    boolean isIndex();

    /** The value as a {@code long}; only where {@link #isLong()}. */
    long longValue();

    /** The nearest double; infinite where the value is too large. */
    double doubleValue();

    /** The exact value. */
    BigDecimal decimalValue();

    /** -1, 0 or 1. */
    int signum();

    /** The text of the number: as it was written, or OPA's plain form for a computed one. */
    String text();

    @Override
    default ValueKind kind() {
        return ValueKind.NUMBER;
    }
}
