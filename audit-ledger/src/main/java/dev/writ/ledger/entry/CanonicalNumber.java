package dev.writ.ledger.entry;

import java.math.BigDecimal;

/**
 * Numbers as ECMAScript writes them, which RFC 8785 section 3.2.2.3 requires: the fewest digits that read back as the same
 * double, exponent form below 1e-6 and from 1e21.
 */
final class CanonicalNumber {
    private static final int PLAIN_LIMIT = 21;
    private static final int SMALL_LIMIT = -6;

    private CanonicalNumber() {}

    static String format(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + layout(digits, point);
    }

    /**
     * The decimal with the fewest digits. The JDK prints at least two digits and picks the nearest of those, so a two-digit
     * result may still have a one-digit equal, as 4.9E-324 has 5E-324.
     */
    private static BigDecimal shortest(double value) {
        BigDecimal printed = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (printed.precision() != 2) {
            return printed;
        }
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(1 - printed.scale());
        BigDecimal below = new BigDecimal(printed.unscaledValue().divide(java.math.BigInteger.TEN)).multiply(unit);
        BigDecimal exact = new BigDecimal(value);
        BigDecimal best = printed;
        BigDecimal distance = null;
        for (BigDecimal candidate : new BigDecimal[] {below, below.add(unit)}) {
            BigDecimal far = candidate.subtract(exact).abs();
            if (candidate.doubleValue() == value && (distance == null || far.compareTo(distance) < 0)) {
                best = candidate.stripTrailingZeros();
                distance = far;
            }
        }
        return best;
    }

    /** Places the decimal point after {@code point} digits, as ECMA-262 Number::toString does. */
    private static String layout(String digits, int point) {
        int count = digits.length();
        if (count <= point && point <= PLAIN_LIMIT) {
            return digits + "0".repeat(point - count);
        }
        if (point > 0 && point <= PLAIN_LIMIT) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (point > SMALL_LIMIT && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        int exponent = point - 1;
        String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
