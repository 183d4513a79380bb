package dev.writ.policy.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number that is not a plainly written {@code long}: a fraction, a large integer, or a form such as {@code 1.0} or
 * {@code 1e3}. The text and the exact value are made from each other when they are first needed; the fields are
 * immutable objects, so a race computes the same thing twice at worst.
 */
public final class RegoDecimal implements RegoNumber {
    /** The longest text, without its sign, that OPA takes for an index. */
    private static final int INDEX_LENGTH = 19;

    private @Nullable String text;
    private @Nullable BigDecimal exact;
    private byte integer;
    private int hash;

    RegoDecimal(String text) {
        this.text = text;
    }

    RegoDecimal(BigDecimal exact) {
        this.exact = exact;
    }

    @Override
    public BigDecimal decimalValue() {
        BigDecimal value = exact;
        if (value == null) {
            value = NumberText.exact(text());
            exact = value;
        }
        return value;
    }

    @Override
    public String text() {
        String written = text;
        if (written == null) {
            written = decimalValue().toPlainString();
            text = written;
        }
        return written;
    }

    @Override
    public int weight() {
        String written = text;
        if (written != null) {
            return written.length();
        }
        BigDecimal value = decimalValue();
        long digits = value.unscaledValue().bitLength() / 3L + Math.abs((long) value.scale());
        return (int) Math.min(digits + 1, Integer.MAX_VALUE);
    }

    @Override
    public boolean isInteger() {
        if (integer == 0) {
            BigDecimal value = decimalValue();
            boolean whole = value.signum() == 0
                    || value.scale() <= 0
                    || value.stripTrailingZeros().scale() <= 0;
            integer = (byte) (whole ? 1 : 2);
        }
        return integer == 1;
    }

    @Override
    public boolean isLong() {
        if (!isInteger()) {
            return false;
        }
        BigDecimal value = decimalValue();
        return (long) value.precision() - value.scale() <= 20
                && value.toBigIntegerExact().bitLength() < Long.SIZE;
    }

    @Override
    public boolean isIndex() {
        return isLong() && isPlain(text());
    }

    private static boolean isPlain(String written) {
        int digits = written.startsWith("-") ? written.length() - 1 : written.length();
        return digits <= INDEX_LENGTH && written.indexOf('e') < 0 && written.indexOf('E') < 0;
    }

    @Override
    public long longValue() {
        return decimalValue().longValueExact();
    }

    @Override
    public double doubleValue() {
        return decimalValue().doubleValue();
    }

    @Override
    public int signum() {
        return decimalValue().signum();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (other instanceof RegoDecimal decimal) {
            return hashCode() == decimal.hashCode() && decimalValue().compareTo(decimal.decimalValue()) == 0;
        }
        return other instanceof RegoInteger whole && isLong() && longValue() == whole.longValue();
    }

    /** Of the value, not of the text; the same as {@link RegoInteger}'s where the value is the same. */
    @Override
    public int hashCode() {
        int result = hash;
        if (result == 0) {
            result = isLong() ? Long.hashCode(longValue()) : Double.hashCode(doubleValue());
            hash = result;
        }
        return result;
    }

    @Override
    public String toString() {
        return text();
    }
}
