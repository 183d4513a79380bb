package dev.writ.policy.value;

import java.math.BigDecimal;

/** From the text of a number to the number: JSON's grammar, and Rego's {@code .5}. */
final class NumberText {
    /** OPA refuses numbers whose binary exponent is beyond 100,000, because printing them is not linear. */
    private static final int MAX_DECIMAL_EXPONENT = 30_103;

    /** Reading and printing are not linear in the digits either. */
    private static final int MAX_LENGTH = 40_000;

    private static final int LONG_DIGITS = 18;

    private NumberText() {}

    static RegoNumber parse(String text) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        int first = negative ? 1 : 0;
        long value = 0;
        if (length > first && length - first <= LONG_DIGITS) {
            int i = first;
            while (i < length && isDigit(text.charAt(i))) {
                value = value * 10 + (text.charAt(i) - '0');
                i++;
            }
            boolean plain = text.charAt(first) != '0' || length == 1;
            if (i == length && plain) {
                return RegoInteger.of(negative ? -value : value);
            }
        }
        return parseLarge(text, first);
    }

    private static RegoNumber parseLarge(String text, int first) {
        checkGrammar(text, first);
        if (isAllDigits(text, first) && text.charAt(first) != '0' && text.length() - first == LONG_DIGITS + 1) {
            try {
                return RegoInteger.of(Long.parseLong(text));
            } catch (NumberFormatException tooLarge) {
                return new RegoDecimal(text);
            }
        }
        checkExponent(text);
        return new RegoDecimal(text);
    }

    private static void checkGrammar(String text, int first) {
        int length = text.length();
        int i = digits(text, first);
        int seen = i - first;
        if (i < length && text.charAt(i) == '.') {
            int end = digits(text, i + 1);
            seen += end - i - 1;
            i = end;
        }
        if (seen == 0) {
            throw new NumberFormatException("no digits");
        }
        if (i < length && (text.charAt(i) | 0x20) == 'e') {
            int start = i + 1;
            if (start < length && (text.charAt(start) == '+' || text.charAt(start) == '-')) {
                start++;
            }
            i = digits(text, start);
            if (i == start) {
                throw new NumberFormatException("no exponent");
            }
        }
        if (i != length) {
            throw new NumberFormatException("unexpected `" + text.charAt(i) + "`");
        }
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isAllDigits(String text, int from) {
        return digits(text, from) == text.length();
    }

    private static void checkExponent(String text) {
        int mark = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (mark < 0 && text.length() <= MAX_DECIMAL_EXPONENT) {
            return;
        }
        if ((mark < 0 ? text.length() : mark) > MAX_LENGTH) {
            throw new NumberFormatException("number too big");
        }
        BigDecimal value = exact(text);
        long magnitude = (long) value.precision() - value.scale();
        if (value.signum() != 0 && Math.abs(magnitude) > MAX_DECIMAL_EXPONENT) {
            throw new NumberFormatException("number too big");
        }
    }

    static BigDecimal exact(String text) {
        int mark = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (mark >= 0 && text.length() - mark > 8) {
            return new BigDecimal(shortenExponent(text, mark));
        }
        return new BigDecimal(text);
    }

    /** {@code 1e0000000001} is legal, and BigDecimal refuses exponents of more than ten digits. */
    private static String shortenExponent(String text, int mark) {
        int i = mark + 1;
        String sign = "";
        if (text.charAt(i) == '-' || text.charAt(i) == '+') {
            sign = text.substring(i, i + 1);
            i++;
        }
        while (i < text.length() - 1 && text.charAt(i) == '0') {
            i++;
        }
        if (text.length() - i > 8) {
            throw new NumberFormatException("number too big");
        }
        return text.substring(0, mark + 1) + sign + text.substring(i);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
