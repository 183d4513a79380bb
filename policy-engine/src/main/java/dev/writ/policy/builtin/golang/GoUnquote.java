package dev.writ.policy.builtin.golang;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Reads Go's string and character literals, as {@code strconv.Unquote} and {@code strconv.UnquoteChar} do. */
public final class GoUnquote {

    private final String literal;
    private int at = 1;
    private boolean oneByte;

    private GoUnquote(String literal) {
        this.literal = literal;
    }

    /** The text of a literal in double or back quotes, or null if it is none. */
    public static @Nullable String string(String literal) {
        if (literal.startsWith("`")) {
            return literal.substring(1, literal.length() - 1).replace("\r", "");
        }
        GoUnquote reader = new GoUnquote(literal);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(literal.length());
        while (reader.at < literal.length() - 1) {
            int c = reader.character('"');
            if (c < 0) {
                return null;
            }
            if (reader.oneByte) {
                bytes.write(c);
            } else {
                bytes.writeBytes(GoBytes.encode(Character.toString(c)));
            }
        }
        return reader.at == literal.length() - 1 ? GoBytes.decode(bytes.toByteArray()) : null;
    }

    /** A character literal: its character, and where the text goes on behind it; null if it has none. */
    public static @Nullable Char character(String literal) {
        GoUnquote reader = new GoUnquote(literal);
        int c = literal.length() < 2 ? -1 : reader.character('\'');
        return c < 0 ? null : new Char(c, reader.at);
    }

    /**
     * The first character of a character literal.
     *
     * @param end where the literal goes on, which is at its closing quote unless it holds more characters
     */
    public record Char(int value, int end) {}

    /** The next character, or -1; {@link #oneByte} says whether it stands for a byte. */
    private int character(char quote) {
        oneByte = false;
        int c = literal.codePointAt(at);
        at += Character.charCount(c);
        if (c == quote) {
            return -1;
        }
        if (c != '\\') {
            return c;
        }
        if (at >= literal.length()) {
            return -1;
        }
        char escape = literal.charAt(at++);
        return switch (escape) {
            case 'a' -> 0x07;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            case '\\' -> '\\';
            case '"', '\'' -> escape == quote ? quote : -1;
            case 'x' -> singleByte(digits(2, 16));
            case 'u' -> scalar(digits(4, 16));
            case 'U' -> scalar(digits(8, 16));
            default -> {
                at--;
                yield singleByte(digits(3, 8));
            }
        };
    }

    private int singleByte(long value) {
        oneByte = true;
        return value > 0xFF ? -1 : (int) value;
    }

    private static int scalar(long value) {
        boolean valid = value >= 0 && value <= Character.MAX_CODE_POINT && !(value >= 0xD800 && value <= 0xDFFF);
        return valid ? (int) value : -1;
    }

    private long digits(int count, int radix) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            char c = at < literal.length() ? literal.charAt(at) : ' ';
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
            at++;
        }
        return value;
    }
}
