package dev.writ.policy.builtin.golang;

import dev.writ.policy.builtin.BuiltinFailure;
import java.io.ByteArrayOutputStream;

/** Base64 as Go reads it: line ends are skipped, padding is required, and an error names the byte. */
public final class GoBase64 {

    private static final String STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final byte[] text;
    private final String alphabet;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int at;

    private GoBase64(byte[] text, String alphabet) {
        this.text = text;
        this.alphabet = alphabet;
    }

    /**
     * The bytes of a text in the standard alphabet.
     *
     * @throws BuiltinFailure if the text is not base64
     */
    public static byte[] decode(String text) {
        return new GoBase64(GoBytes.encode(text), STANDARD).run();
    }

    /**
     * The bytes of a text in the URL alphabet.
     *
     * @throws BuiltinFailure if the text is not base64
     */
    public static byte[] decodeUrl(String text) {
        return new GoBase64(GoBytes.encode(text), URL).run();
    }

    private byte[] run() {
        boolean more = true;
        while (more) {
            more = quantum();
        }
        return out.toByteArray();
    }

    /** Reads four characters; answers false at the end. */
    private boolean quantum() {
        int bits = 0;
        int count = 0;
        while (count < 4) {
            if (at == text.length) {
                if (count == 0) {
                    return false;
                }
                throw corrupt(at - count);
            }
            int c = text[at] & 0xFF;
            at++;
            int value = alphabet.indexOf(c);
            if (value >= 0) {
                bits = (bits << 6) | value;
                count++;
            } else if (c == '=') {
                padding(count);
                write(bits << (6 * (4 - count)), count - 1);
                return false;
            } else if (c != '\n' && c != '\r') {
                throw corrupt(at - 1);
            }
        }
        write(bits, 3);
        return true;
    }

    private void padding(int count) {
        if (count < 2) {
            throw corrupt(at - 1);
        }
        if (count == 2) {
            skipLineEnds();
            if (at == text.length) {
                throw corrupt(text.length);
            }
            if (text[at] != '=') {
                throw corrupt(at - 1);
            }
            at++;
        }
        skipLineEnds();
        if (at < text.length) {
            throw corrupt(at);
        }
    }

    private void skipLineEnds() {
        while (at < text.length && (text[at] == '\n' || text[at] == '\r')) {
            at++;
        }
    }

    private void write(int bits, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write(bits >> (16 - 8 * i));
        }
    }

    private static BuiltinFailure corrupt(int position) {
        return BuiltinFailure.error("illegal base64 data at input byte " + position);
    }
}
