package dev.writ.policy.builtin.golang;

/** Go string literals, as {@code strconv.Quote} writes them. */
public final class GoQuote {

    private static final String HEX = "0123456789abcdef";

    private GoQuote() {}

    /** The text in double quotes, with everything that is not printable escaped. */
    public static String quote(String text) {
        return quoted(text, '"', false);
    }

    /** As {@link #quote(String)}, and everything outside ASCII escaped too. */
    public static String quoteToAscii(String text) {
        return quoted(text, '"', true);
    }

    /** A character in single quotes; what is no character becomes U+FFFD. */
    public static String quoteRune(int rune, boolean asciiOnly) {
        boolean valid = Character.isValidCodePoint(rune) && !(rune >= 0xD800 && rune <= 0xDFFF);
        return quoted(Character.toString(valid ? rune : 0xFFFD), '\'', asciiOnly);
    }

    /** Whether the text can stand between back quotes on one line. */
    public static boolean canBackquote(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0xFEFF || (c < ' ' && c != '\t') || c == '`' || c == 0x7F || GoBytes.isEscape(c));
    }

    /** Whether Go counts a character as printable: letters, marks, numbers, punctuation, symbols and the ASCII space. */
    public static boolean isPrint(int rune) {
        if (rune == ' ') {
            return true;
        }
        return switch (Character.getType(rune)) {
            case Character.UNASSIGNED,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String quoted(String text, char quote, boolean asciiOnly) {
        StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints().forEach(c -> append(out, c, quote, asciiOnly));
        return out.append(quote).toString();
    }

    private static void append(StringBuilder out, int c, char quote, boolean asciiOnly) {
        if (GoBytes.isEscape(c)) {
            hex(out.append("\\x"), GoBytes.rawByte(c), 2);
        } else if (c == quote || c == '\\') {
            out.append('\\').appendCodePoint(c);
        } else if (c < 0x80 ? c >= ' ' && c < 0x7F : !asciiOnly && isPrint(c)) {
            out.appendCodePoint(c);
        } else {
            escape(out.append('\\'), c);
        }
    }

    private static void escape(StringBuilder out, int c) {
        switch (c) {
            case 0x07 -> out.append('a');
            case '\b' -> out.append('b');
            case '\f' -> out.append('f');
            case '\n' -> out.append('n');
            case '\r' -> out.append('r');
            case '\t' -> out.append('t');
            case 0x0B -> out.append('v');
            default -> {
                if (c < ' ' || c == 0x7F) {
                    hex(out.append('x'), c, 2);
                } else if (c < 0x10000) {
                    hex(out.append('u'), c, 4);
                } else {
                    hex(out.append('U'), c, 8);
                }
            }
        }
    }

    private static void hex(StringBuilder out, int value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(HEX.charAt(value >> shift & 0xF));
        }
    }
}
