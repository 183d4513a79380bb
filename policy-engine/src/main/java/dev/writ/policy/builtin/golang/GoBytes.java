package dev.writ.policy.builtin.golang;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Strings as Go sees them: sequences of bytes. A byte that is not part of valid UTF-8 is kept in a Java string as the
 * lone surrogate {@code U+DC00 + byte}, which no valid text contains, so decoding and encoding is lossless (as Python's
 * {@code surrogateescape}). JSON writers print such a character as U+FFFD, as Go does.
 */
public final class GoBytes {

    private static final int ESCAPE = 0xDC00;

    private GoBytes() {}

    /** The bytes of a string: UTF-8, with escaped bytes restored; any other lone surrogate becomes U+FFFD. */
    public static byte[] encode(String text) {
        int escaped = firstSurrogate(text);
        if (escaped < 0) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (isEscape(c)) {
                out.write(c - ESCAPE);
            } else {
                int shown = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c;
                out.writeBytes(Character.toString(shown).getBytes(StandardCharsets.UTF_8));
            }
            i += Character.charCount(c);
        }
        return out.toByteArray();
    }

    /** The string for some bytes: UTF-8 where it is valid, escaped bytes elsewhere. */
    public static String decode(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length);
        int i = 0;
        while (i < bytes.length) {
            int b = bytes[i] & 0xFF;
            if (b < 0x80) {
                out.append((char) b);
                i++;
                continue;
            }
            int length = sequenceLength(bytes, i);
            if (length == 0) {
                out.append((char) (ESCAPE + b));
                i++;
            } else {
                out.appendCodePoint(codePoint(bytes, i, length));
                i += length;
            }
        }
        return out.toString();
    }

    /** Whether a code point of a Java string stands for one raw byte. */
    public static boolean isEscape(int codePoint) {
        return codePoint >= ESCAPE + 0x80 && codePoint <= ESCAPE + 0xFF;
    }

    /** The raw byte that an escape stands for, 128 to 255. */
    public static int rawByte(int escape) {
        return escape - ESCAPE;
    }

    /** Whether the string has only ASCII characters. */
    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static int firstSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The length of the valid UTF-8 sequence at {@code i}, or 0 if there is none. */
    private static int sequenceLength(byte[] bytes, int i) {
        int b = bytes[i] & 0xFF;
        int length = b >= 0xC2 && b <= 0xDF ? 2 : b >= 0xE0 && b <= 0xEF ? 3 : b >= 0xF0 && b <= 0xF4 ? 4 : 0;
        if (length == 0 || i + length > bytes.length) {
            return 0;
        }
        for (int k = 1; k < length; k++) {
            if ((bytes[i + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int c = codePoint(bytes, i, length);
        boolean overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
        boolean outside = c > Character.MAX_CODE_POINT || (c >= 0xD800 && c <= 0xDFFF);
        return overlong || outside ? 0 : length;
    }

    private static int codePoint(byte[] bytes, int i, int length) {
        int c = bytes[i] & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07);
        for (int k = 1; k < length; k++) {
            c = (c << 6) | (bytes[i + k] & 0x3F);
        }
        return c;
    }
}
