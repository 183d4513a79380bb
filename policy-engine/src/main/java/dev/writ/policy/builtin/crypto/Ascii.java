package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.golang.GoBytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bytes of certificates as text. */
final class Ascii {

    private Ascii() {}

    /** Each byte as the character of its number. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The text of bytes below 128, or null if there is another one. */
    static @Nullable String strict(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return null;
            }
        }
        return text(bytes);
    }

    /** UTF-8, with U+FFFD for each byte that is none, as a JSON writer prints it. */
    static String shown(byte[] bytes) {
        return shown(GoBytes.decode(bytes));
    }

    static String shown(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(GoBytes.isEscape(c) ? 0xFFFD : c));
        return out.toString();
    }
}
