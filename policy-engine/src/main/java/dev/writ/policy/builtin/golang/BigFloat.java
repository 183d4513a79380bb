package dev.writ.policy.builtin.golang;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Go's {@code math/big.Float} with a mantissa of 64 bits (or 53, where Go starts from a float64 literal): the arithmetic
 * that Rego's fractional numbers have. Every result is the exact one, rounded to nearest, ties to even.
 *
 * <p>The value is {@code mantissa × 2^exponent}; the sign of zero is kept, because Go prints it.
 */
public final class BigFloat {

    /** Bits of the mantissa of a number that was read from text. */
    public static final int PRECISION = 64;

    private static final int NO_EXPONENT = 0;

    private final boolean negative;
    private final BigInteger mantissa;
    private final int exponent;
    private final int precision;

    private BigFloat(boolean negative, BigInteger mantissa, int exponent, int precision) {
        this.negative = negative;
        this.mantissa = mantissa;
        this.exponent = exponent;
        this.precision = precision;
    }

    /** The nearest float with a 64-bit mantissa. */
    public static BigFloat of(BigDecimal value) {
        return of(value, false);
    }

    /** As {@link #of(BigDecimal)}; a zero may be negative. */
    public static BigFloat of(BigDecimal value, boolean negativeZero) {
        BigInteger unscaled = value.unscaledValue().abs();
        boolean negative = value.signum() < 0 || (value.signum() == 0 && negativeZero);
        if (value.scale() <= 0) {
            return rounded(negative, unscaled.multiply(BigInteger.TEN.pow(-value.scale())), 0, false, PRECISION);
        }
        return quotient(negative, unscaled, BigInteger.TEN.pow(value.scale()), 0, PRECISION);
    }

    /** One with the 53 bits that Go's {@code big.NewFloat} has. */
    public static BigFloat one() {
        return new BigFloat(false, BigInteger.ONE, 0, 53);
    }

    /** An integer with as many bits as it needs, at least 64. */
    public static BigFloat exactly(BigInteger value) {
        int bits = Math.max(value.bitLength(), PRECISION);
        return rounded(value.signum() < 0, value.abs(), 0, false, bits);
    }

    public boolean isZero() {
        return mantissa.signum() == 0;
    }

    public boolean isNegative() {
        return negative;
    }

    /** The sum, with the larger of the two precisions. */
    public BigFloat add(BigFloat other) {
        int low = Math.min(exponent, other.exponent);
        if (isZero() || other.isZero()) {
            low = isZero() ? other.exponent : exponent;
        }
        BigInteger sum = signed(low).add(other.signed(low));
        int bits = Math.max(precision, other.precision);
        if (sum.signum() == 0) {
            return new BigFloat(negative && other.negative, BigInteger.ZERO, NO_EXPONENT, bits);
        }
        return rounded(sum.signum() < 0, sum.abs(), low, false, bits);
    }

    /** The difference, with the larger of the two precisions. */
    public BigFloat subtract(BigFloat other) {
        return add(other.negate());
    }

    /** The product, with the larger of the two precisions. */
    public BigFloat multiply(BigFloat other) {
        return multiply(other, Math.max(precision, other.precision));
    }

    /** The product with the precision of this number. */
    public BigFloat accumulateProduct(BigFloat other) {
        return multiply(other, precision);
    }

    private BigFloat multiply(BigFloat other, int bits) {
        boolean sign = negative != other.negative;
        if (isZero() || other.isZero()) {
            return new BigFloat(sign, BigInteger.ZERO, NO_EXPONENT, bits);
        }
        return rounded(sign, mantissa.multiply(other.mantissa), exponent + other.exponent, false, bits);
    }

    /** The quotient, with the larger of the two precisions; the divisor must not be zero. */
    public BigFloat divide(BigFloat other) {
        boolean sign = negative != other.negative;
        int bits = Math.max(precision, other.precision);
        if (isZero()) {
            return new BigFloat(sign, BigInteger.ZERO, NO_EXPONENT, bits);
        }
        return quotient(sign, mantissa, other.mantissa, exponent - other.exponent, bits);
    }

    public BigFloat negate() {
        return new BigFloat(!negative, mantissa, exponent, precision);
    }

    public BigFloat abs() {
        return new BigFloat(false, mantissa, exponent, precision);
    }

    /** The value without its fraction. */
    public BigInteger truncate() {
        BigInteger whole = exponent >= 0 ? mantissa.shiftLeft(exponent) : mantissa.shiftRight(-exponent);
        return negative ? whole.negate() : whole;
    }

    public boolean isInteger() {
        return isZero() || exponent >= 0 || mantissa.getLowestSetBit() >= -exponent;
    }

    /** The exact value. */
    public BigDecimal exact() {
        BigDecimal magnitude = exponent >= 0
                ? new BigDecimal(mantissa.shiftLeft(exponent))
                : new BigDecimal(mantissa.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
        return negative ? magnitude.negate() : magnitude;
    }

    /** The shortest decimal notation that reads back as this float: plain for integers, Go's {@code g} otherwise. */
    @Override
    public String toString() {
        String sign = negative ? "-" : "";
        if (isZero()) {
            return sign + "0";
        }
        DecimalDigits digits = shortest();
        return sign + (isInteger() ? digits.fixed(GoFloat.SHORTEST) : digits.general(GoFloat.SHORTEST, 'g'));
    }

    private DecimalDigits shortest() {
        int shift = precision + 1 - mantissa.bitLength();
        BigInteger halves = mantissa.shiftLeft(shift);
        int scale = exponent - shift;
        DecimalDigits exact = digits(halves, scale);
        DecimalDigits lower = digits(halves.subtract(BigInteger.ONE), scale);
        DecimalDigits upper = digits(halves.add(BigInteger.ONE), scale);
        // The bounds themselves read back as this float only where its mantissa is even.
        boolean inclusive = !halves.testBit(1);
        for (int i = 0; i < exact.count(); i++) {
            char m = exact.at(i);
            char u = upper.at(i);
            boolean down = lower.at(i) != m || (inclusive && i + 1 == lower.count());
            boolean up = m != u && (inclusive || m + 1 < u || i + 1 < upper.count());
            if (down || up) {
                return exact.cut(i + 1, down, up);
            }
        }
        return exact;
    }

    private static DecimalDigits digits(BigInteger magnitude, int binaryExponent) {
        return DecimalDigits.of(new BigFloat(false, magnitude, binaryExponent, PRECISION).exact());
    }

    private BigInteger signed(int low) {
        BigInteger shifted = isZero() ? BigInteger.ZERO : mantissa.shiftLeft(exponent - low);
        return negative ? shifted.negate() : shifted;
    }

    private static BigFloat quotient(boolean sign, BigInteger over, BigInteger under, int scale, int bits) {
        int shift = Math.max(0, bits + 2 - (over.bitLength() - under.bitLength()));
        BigInteger[] parts = over.shiftLeft(shift).divideAndRemainder(under);
        return rounded(sign, parts[0], scale - shift, parts[1].signum() != 0, bits);
    }

    /** Rounds to nearest even; {@code sticky} says that the magnitude is a bit larger than given. */
    private static BigFloat rounded(boolean sign, BigInteger magnitude, int scale, boolean sticky, int bits) {
        if (magnitude.signum() == 0) {
            return new BigFloat(sign, BigInteger.ZERO, NO_EXPONENT, bits);
        }
        int excess = magnitude.bitLength() - bits;
        if (excess <= 0) {
            return new BigFloat(sign, magnitude, scale, bits);
        }
        BigInteger kept = magnitude.shiftRight(excess);
        boolean half = magnitude.testBit(excess - 1);
        boolean below = sticky || magnitude.getLowestSetBit() < excess - 1;
        if (half && (below || kept.testBit(0))) {
            kept = kept.add(BigInteger.ONE);
        }
        return new BigFloat(sign, kept, scale + excess, bits);
    }
}
