package dev.writ.policy.builtin.std;

import dev.writ.policy.value.RegoNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as Go's {@code strconv.ParseFloat} reads them: with a sign, with {@code _} between digits, and in hexadecimal. */
final class GoFloat {
    private static final Pattern JSON = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern HEX =
            Pattern.compile("0[xX]([0-9a-fA-F]*)(?:\\.([0-9a-fA-F]*))?[pP]([+-]?[0-9]{1,5})");

    /** Beyond these a double is zero or infinite, however long the digits are that may stand before the point. */
    private static final int MAX_BINARY_EXPONENT = 20_000;

    private GoFloat() {}

    /**
     * The number. Text that JSON allows stays as it is written; anything else is written plainly.
     *
     * @throws NumberFormatException if the text is no number
     */
    static RegoNumber parse(String text) {
        if (JSON.matcher(text).matches()) {
            return RegoNumber.parse(text);
        }
        boolean negative = text.startsWith("-");
        String unsigned = negative || text.startsWith("+") ? text.substring(1) : text;
        if (unsigned.startsWith("+") || unsigned.startsWith("-") || !isSeparated(unsigned)) {
            throw new NumberFormatException("no number");
        }
        BigDecimal value = magnitude(unsigned.replace("_", ""));
        return RegoNumber.of(negative ? value.negate() : value);
    }

    /** An underscore stands between digits, or between the prefix and a digit. */
    private static boolean isSeparated(String text) {
        if (text.indexOf('_') < 0) {
            return true;
        }
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        for (int i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
            boolean before = i > 0 && (isDigit(text.charAt(i - 1), hex) || (hex && i == 2));
            if (!before || i + 1 == text.length() || !isDigit(text.charAt(i + 1), hex)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c, boolean hex) {
        return (c >= '0' && c <= '9') || (hex && HexFormat.isHexDigit(c));
    }

    private static BigDecimal magnitude(String text) {
        Matcher hex = HEX.matcher(text);
        if (!hex.matches()) {
            return RegoNumber.parse(text).decimalValue();
        }
        String fraction = hex.group(2) == null ? "" : hex.group(2);
        String digits = hex.group(1) + fraction;
        int exponent = Integer.parseInt(hex.group(3)) - 4 * fraction.length();
        if (digits.isEmpty() || Math.abs(exponent) > MAX_BINARY_EXPONENT) {
            throw new NumberFormatException("no number");
        }
        BigDecimal mantissa = new BigDecimal(new BigInteger(digits, 16));
        BigDecimal power = new BigDecimal(BigInteger.TWO.pow(Math.abs(exponent)));
        return exponent >= 0 ? mantissa.multiply(power) : mantissa.divide(power);
    }
}
