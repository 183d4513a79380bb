package dev.writ.policy.value;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a JSON text and a position in them. Of a stream only a window is held: what was read is dropped as soon as
 * more is needed, but for what follows the pin.
 */
final class JsonInput {
    /** What {@link #peek()} gives at the end. */
    static final int END = -1;

    private static final int WINDOW = 1 << 16;
    private static final int UNPINNED = -1;

    private final @Nullable InputStream source;
    private final int maxBytes;
    private byte[] text;
    private int limit;
    private int at;
    private int pin = UNPINNED;

    /** The bytes that were dropped, and where they end. */
    private long dropped;

    private int line = 1;
    private int column = 1;

    JsonInput(byte[] text, int maxBytes) {
        this.source = null;
        this.text = text;
        this.limit = text.length;
        this.maxBytes = maxBytes;
        if (text.length > maxBytes) {
            throw tooLong(Integer.toString(text.length));
        }
    }

    JsonInput(InputStream source, int maxBytes) {
        this.source = source;
        this.text = new byte[WINDOW];
        this.maxBytes = maxBytes;
    }

    private JsonException tooLong(String length) {
        return error("text of " + length + " bytes is longer than the limit of " + maxBytes);
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    /** How many bytes stand before {@link #position()}, dropped ones included. */
    long offset() {
        return dropped + at;
    }

    /** The window; its bytes are those up to {@link #limit()}. */
    byte[] bytes() {
        return text;
    }

    int limit() {
        return limit;
    }

    /** Keeps what follows from here on, until {@link #unpin}. */
    void pin() {
        pin = at;
    }

    /** Where the pin is now. */
    int pinned() {
        return pin;
    }

    void unpin() {
        pin = UNPINNED;
    }

    /**
     * Reads more of a stream; positions in the window are others then.
     *
     * @return false at the end of the text, where nothing changes
     */
    boolean more() {
        if (source == null) {
            return false;
        }
        int keep = pin == UNPINNED ? Math.min(at, limit) : pin;
        drop(keep);
        if (limit == text.length) {
            text = Arrays.copyOf(text, text.length * 2);
        }
        try {
            int count = source.read(text, limit, text.length - limit);
            limit += Math.max(count, 0);
            if (dropped + limit > maxBytes) {
                throw tooLong("more than " + maxBytes);
            }
            return count > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drop(int count) {
        int[] place = locate(count);
        line = place[0];
        column = place[1];
        dropped += count;
        System.arraycopy(text, count, text, 0, limit - count);
        limit -= count;
        at -= count;
        pin = pin == UNPINNED ? UNPINNED : pin - count;
    }

    /** Tries to have {@code count} bytes from {@code position} on in the window; the pin must be set. */
    private void have(int position, int count) {
        int fromPin = position - pin;
        while (pin + fromPin + count > limit && more()) {
            // more() moved what is pinned to the start of the window
        }
    }

    /** Makes {@code count} bytes from here on visible where the text has them. */
    private void lookAhead(int count) {
        if (at + count > limit && source != null) {
            boolean own = pin == UNPINNED;
            if (own) {
                pin();
            }
            have(at, count);
            if (own) {
                unpin();
            }
        }
    }

    /** Makes {@code count} bytes from {@code position} on visible where the text has them; gives the position now. */
    int ensure(int position, int count) {
        int fromPin = position - pin;
        have(position, count);
        return pin + fromPin;
    }

    boolean atEnd() {
        return peek() == END;
    }

    int peek() {
        return at < limit || more() ? text[at] : END;
    }

    void advance() {
        at++;
    }

    boolean skip(char c) {
        if (peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    void expect(char c, String what) {
        if (!skip(c)) {
            throw error("expected " + what + ", found " + describe());
        }
    }

    void skipSpace() {
        do {
            byte[] window = text;
            int end = limit;
            int i = at;
            while (i < end) {
                byte c = window[i];
                if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                    at = i;
                    return;
                }
                i++;
            }
            at = i;
        } while (more());
    }

    void skipByteOrderMark() {
        lookAhead(3);
        if (limit >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF) {
            at = 3;
        }
    }

    <T> T keyword(String word, T value) {
        lookAhead(word.length());
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= limit || text[at + i] != word.charAt(i)) {
                throw error("expected `" + word + "`");
            }
        }
        at += word.length();
        return value;
    }

    /** The next character for a message. */
    String describe() {
        if (atEnd()) {
            return "the end of the text";
        }
        lookAhead(4);
        int end = at + 1;
        while (end < limit && (text[end] & 0xC0) == 0x80) {
            end++;
        }
        int c = new String(text, at, end - at, StandardCharsets.UTF_8).codePointAt(0);
        return Character.isISOControl(c) ? String.format("U+%04X", c) : "`" + Character.toString(c) + "`";
    }

    JsonException error(String message) {
        return errorAt(at, message);
    }

    JsonException errorAt(int position, String message) {
        int[] place = locate(position);
        return new JsonException(message, place[0], place[1]);
    }

    /** {@code line:column} of what {@link #offset()} gave; of what was dropped since then, the start of the window. */
    String place(long offset) {
        int[] place = locate((int) Math.max(0, offset - dropped));
        return place[0] + ":" + place[1];
    }

    private int[] locate(int position) {
        int atLine = line;
        int atColumn = column;
        for (int i = 0; i < Math.min(position, limit); i++) {
            if (text[i] == '\n') {
                atLine++;
                atColumn = 1;
            } else if ((text[i] & 0xC0) != 0x80) {
                atColumn++;
            }
        }
        return new int[] {atLine, atColumn};
    }
}
