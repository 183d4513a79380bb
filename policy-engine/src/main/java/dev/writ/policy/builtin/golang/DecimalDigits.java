package dev.writ.policy.builtin.golang;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Significant digits without trailing zeros, and the place of the point: {@code 0.d1d2d3… × 10^point}. No digits are zero.
 */
record DecimalDigits(String digits, int point) {

    static final DecimalDigits ZERO = new DecimalDigits("", 0);

    /** The digits of a value that is not negative. */
    static DecimalDigits of(BigDecimal value) {
        if (value.signum() == 0) {
            return ZERO;
        }
        BigDecimal plain = value.stripTrailingZeros();
        String digits = plain.unscaledValue().toString();
        return new DecimalDigits(digits, digits.length() - plain.scale());
    }

    char at(int index) {
        return index >= 0 && index < digits.length() ? digits.charAt(index) : '0';
    }

    int count() {
        return digits.length();
    }

    /** The first {@code count} digits, rounded down, up, or where both will do to the nearest. */
    DecimalDigits cut(int count, boolean down, boolean up) {
        if (count >= digits.length()) {
            return this;
        }
        RoundingMode mode = down && up ? RoundingMode.HALF_EVEN : down ? RoundingMode.DOWN : RoundingMode.UP;
        BigDecimal value = new BigDecimal(new java.math.BigInteger(digits), digits.length() - point);
        return of(value.round(new MathContext(count, mode)));
    }

    /** Go's {@code g}: fixed notation for exponents from -4 up to the precision, scientific notation otherwise. */
    String general(int precision, char verb) {
        int wanted = precision == 0 ? 1 : precision;
        int threshold = wanted;
        if (threshold > count() && count() >= point) {
            threshold = count();
        }
        if (precision == GoFloat.SHORTEST) {
            threshold = 6;
            wanted = count();
        }
        int exponent = point - 1;
        if (exponent < -4 || exponent >= threshold) {
            return scientific(Math.min(wanted, count()) - 1, verb == 'G' ? 'E' : 'e');
        }
        return fixed(Math.max(count() - point, 0));
    }

    /** Go's {@code e}. */
    String scientific(int precision, char verb) {
        int fraction = precision == GoFloat.SHORTEST ? Math.max(count() - 1, 0) : precision;
        StringBuilder out = new StringBuilder().append(at(0));
        if (fraction > 0) {
            out.append('.');
            for (int i = 1; i <= fraction; i++) {
                out.append(at(i));
            }
        }
        return out.append(verb).append(exponent(count() == 0 ? 0 : point - 1)).toString();
    }

    /** Go's {@code f}. */
    String fixed(int precision) {
        int fraction = precision == GoFloat.SHORTEST ? Math.max(count() - point, 0) : precision;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < point; i++) {
            out.append(at(i));
        }
        if (point <= 0) {
            out.append('0');
        }
        if (fraction > 0) {
            out.append('.');
            for (int i = 0; i < fraction; i++) {
                out.append(at(point + i));
            }
        }
        return out.toString();
    }

    /** A sign and at least two digits. */
    static String exponent(int value) {
        int magnitude = Math.abs(value);
        return (value < 0 ? "-" : "+") + (magnitude < 10 ? "0" : "") + magnitude;
    }
}
