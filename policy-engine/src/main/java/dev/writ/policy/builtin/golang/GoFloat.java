package dev.writ.policy.builtin.golang;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Decimal notation of 64-bit floats as Go's {@code strconv.FormatFloat} writes it. */
public final class GoFloat {

    /** Precision that asks for the shortest digits that read back as the same float. */
    public static final int SHORTEST = -1;

    private GoFloat() {}

    /**
     * Formats a float.
     *
     * @param verb one of e E f g G x X b
     * @param precision digits after the point (e, f, x) or significant digits (g), or {@link #SHORTEST}
     */
    public static String format(double value, char verb, int precision) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        double magnitude = Math.abs(value);
        return sign
                + switch (verb) {
                    case 'b' -> binary(magnitude);
                    case 'x', 'X' -> hexadecimal(magnitude, verb, precision);
                    case 'f' -> digits(magnitude, verb, precision).fixed(precision);
                    case 'e', 'E' -> digits(magnitude, verb, precision).scientific(precision, verb);
                    default -> digits(magnitude, verb, precision).general(precision, verb);
                };
    }

    private static DecimalDigits digits(double magnitude, char verb, int precision) {
        if (magnitude == 0) {
            return DecimalDigits.ZERO;
        }
        return DecimalDigits.of(precision == SHORTEST ? shortest(magnitude) : rounded(magnitude, verb, precision));
    }

    private static BigDecimal rounded(double magnitude, char verb, int precision) {
        BigDecimal exact = new BigDecimal(magnitude);
        return switch (verb) {
            case 'f' -> exact.setScale(precision, RoundingMode.HALF_EVEN);
            case 'e', 'E' -> exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
            default -> exact.round(new MathContext(Math.max(precision, 1), RoundingMode.HALF_EVEN));
        };
    }

    /** Java prints at least two digits; where one digit reads back as the same float, Go prints one. */
    private static BigDecimal shortest(double magnitude) {
        BigDecimal digits = new BigDecimal(Double.toString(magnitude));
        if (digits.precision() == 2) {
            BigDecimal one = new BigDecimal(magnitude).round(new MathContext(1, RoundingMode.HALF_EVEN));
            if (one.doubleValue() == magnitude) {
                return one;
            }
        }
        return digits;
    }

    private static String binary(double magnitude) {
        long bits = Double.doubleToRawLongBits(magnitude);
        int exp = (int) (bits >>> 52 & 0x7FF);
        long mantissa = bits & 0xFFFFFFFFFFFFFL;
        if (exp == 0) {
            exp++;
        } else {
            mantissa |= 1L << 52;
        }
        int power = exp - 1075;
        return mantissa + "p" + (power >= 0 ? "+" : "") + power;
    }

    private static String hexadecimal(double magnitude, char verb, int precision) {
        if (magnitude == 0) {
            String zeros = precision > 0 ? "." + "0".repeat(precision) : "";
            return cased("0x0" + zeros + "p+00", verb);
        }
        int exp = Math.getExponent(magnitude);
        long mantissa = Double.doubleToRawLongBits(magnitude) & 0xFFFFFFFFFFFFFL;
        BigInteger digits;
        if (exp < Double.MIN_EXPONENT) {
            int shift = Long.numberOfLeadingZeros(mantissa) - 11;
            digits = BigInteger.valueOf(mantissa << shift);
            exp = Double.MIN_EXPONENT - shift;
        } else {
            digits = BigInteger.valueOf(mantissa | 1L << 52);
        }
        String hex = digits.toString(16).substring(1);
        if (precision >= 0 && precision < 13) {
            BigDecimal scaled = new BigDecimal(digits)
                    .divide(new BigDecimal(BigInteger.ONE.shiftLeft(52 - 4 * precision)), 0, RoundingMode.HALF_EVEN);
            String rounded = scaled.toBigInteger().toString(16);
            if (rounded.charAt(0) == '2') {
                exp++;
            }
            hex = rounded.substring(1);
        } else if (precision > 13) {
            hex += "0".repeat(precision - 13);
        } else if (precision == SHORTEST) {
            hex = hex.replaceAll("0+$", "");
        }
        return cased("0x1" + (hex.isEmpty() ? "" : "." + hex) + "p" + DecimalDigits.exponent(exp), verb);
    }

    private static String cased(String text, char verb) {
        return verb == 'X' ? text.toUpperCase(Locale.ROOT) : text;
    }
}
