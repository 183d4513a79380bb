package dev.writ.policy.value;

import java.nio.charset.StandardCharsets;

/** Reads JSON numbers. */
final class JsonNumbers {
    private static final int FAST_DIGITS = 18;

    private JsonNumbers() {}

    static RegoNumber next(JsonInput in) {
        in.pin();
        boolean negative = in.skip('-');
        int sign = negative ? 1 : 0;
        boolean zero = in.peek() == '0';
        long value = 0;
        int digits = 0;
        for (int c = in.peek(); isDigit(c); c = in.peek()) {
            value = value * 10 + (c - '0');
            in.advance();
            digits++;
        }
        if (digits == 0) {
            throw in.error("expected a digit, found " + in.describe());
        }
        if (digits > 1 && zero) {
            throw in.errorAt(in.pinned() + sign, "number with a leading zero");
        }
        int next = in.peek();
        boolean plain = next != '.' && next != 'e' && next != 'E';
        if (plain && digits <= FAST_DIGITS && !(negative && value == 0)) {
            in.unpin();
            return RegoInteger.of(negative ? -value : value);
        }
        fraction(in);
        exponent(in);
        int start = in.pinned();
        String text = new String(in.bytes(), start, in.position() - start, StandardCharsets.ISO_8859_1);
        try {
            RegoNumber number = NumberText.parse(text);
            in.unpin();
            return number;
        } catch (NumberFormatException tooBig) {
            throw in.errorAt(start, "number too big");
        }
    }

    private static void fraction(JsonInput in) {
        if (in.skip('.')) {
            digits(in);
        }
    }

    private static void exponent(JsonInput in) {
        if (in.skip('e') || in.skip('E')) {
            if (!in.skip('+')) {
                in.skip('-');
            }
            digits(in);
        }
    }

    private static void digits(JsonInput in) {
        if (!isDigit(in.peek())) {
            throw in.error("expected a digit, found " + in.describe());
        }
        while (isDigit(in.peek())) {
            in.advance();
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
