package dev.writ.policy.value;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads JSON strings; equal short ones become one object while they stay in a small cache. */
final class JsonStrings {
    private static final int CACHE_SIZE = 4096;
    private static final int MAX_CACHED = 48;

    private final JsonInput in;
    private final @Nullable RegoString[] cache = new @Nullable RegoString[CACHE_SIZE];

    JsonStrings(JsonInput in) {
        this.in = in;
    }

    RegoString next() {
        in.pin();
        int read = 1;
        int hash = 0;
        int bits = 0;
        do {
            byte[] text = in.bytes();
            int start = in.pinned() + 1;
            for (int i = in.pinned() + read; i < in.limit(); i++) {
                byte c = text[i];
                if (c == '"') {
                    in.moveTo(i + 1);
                    in.unpin();
                    return bits >= 0 ? ascii(text, start, i, hash) : utf8(text, start, i);
                }
                if (c == '\\') {
                    return escaped(i);
                }
                if (c >= 0 && c < ' ') {
                    throw controlCharacter(i);
                }
                bits |= c;
                hash = hash * 31 + c;
            }
            read = in.limit() - in.pinned();
        } while (in.more());
        throw in.error("string without an end");
    }

    private JsonException controlCharacter(int at) {
        in.moveTo(at);
        return in.error("control character " + in.describe() + " in a string");
    }

    private RegoString ascii(byte[] text, int start, int end, int hash) {
        int length = end - start;
        if (length > MAX_CACHED) {
            return RegoString.of(new String(text, start, length, StandardCharsets.ISO_8859_1));
        }
        int slot = HashMix.mix(hash) & (CACHE_SIZE - 1);
        RegoString cached = cache[slot];
        if (cached != null && matches(cached.value(), text, start, length)) {
            return cached;
        }
        RegoString made = RegoString.of(new String(text, start, length, StandardCharsets.ISO_8859_1));
        cache[slot] = made;
        return made;
    }

    private static boolean matches(String candidate, byte[] text, int start, int length) {
        if (candidate.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (candidate.charAt(i) != text[start + i]) {
                return false;
            }
        }
        return true;
    }

    private static RegoString utf8(byte[] text, int start, int end) {
        return RegoString.of(new String(text, start, end - start, StandardCharsets.UTF_8));
    }

    /** A string whose first escape is at {@code firstEscape}. */
    private RegoString escaped(int firstEscape) {
        StringBuilder out = new StringBuilder();
        int from = in.pinned() + 1;
        int i = firstEscape;
        while (true) {
            if (i == in.limit()) {
                int kept = i - in.pinned();
                int begun = from - in.pinned();
                if (!in.more()) {
                    throw in.errorAt(in.pinned(), "string without an end");
                }
                i = in.pinned() + kept;
                from = in.pinned() + begun;
            }
            byte[] text = in.bytes();
            byte c = text[i];
            if (c == '"') {
                out.append(new String(text, from, i - from, StandardCharsets.UTF_8));
                in.moveTo(i + 1);
                in.unpin();
                return RegoString.of(withoutLoneSurrogates(out));
            }
            if (c == '\\') {
                out.append(new String(text, from, i - from, StandardCharsets.UTF_8));
                i = escape(in.ensure(i, 6), out);
                from = i;
            } else if (c >= 0 && c < ' ') {
                throw controlCharacter(i);
            } else {
                i++;
            }
        }
    }

    /** Appends what the escape at {@code at} stands for; the position after it. */
    private int escape(int at, StringBuilder out) {
        int kind = at + 1 < in.limit() ? in.bytes()[at + 1] : JsonInput.END;
        switch (kind) {
            case '"', '\\', '/' -> out.append((char) kind);
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> {
                out.append((char) hex4(at));
                return at + 6;
            }
            default -> throw in.errorAt(at, "unknown escape in a string");
        }
        return at + 2;
    }

    private int hex4(int at) {
        byte[] text = in.bytes();
        int code = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = i < in.limit() ? Character.digit(text[i], 16) : -1;
            if (digit < 0) {
                throw in.errorAt(at, "expected four hexadecimal digits after `\\u`");
            }
            code = code * 16 + digit;
        }
        return code;
    }

    static String withoutLoneSurrogates(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
