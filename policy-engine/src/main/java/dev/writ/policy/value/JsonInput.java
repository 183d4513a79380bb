package dev.writ.policy.value;

import java.nio.charset.StandardCharsets;

/** The bytes of a JSON text and a position in them. */
final class JsonInput {
    /** What {@link #peek()} gives at the end. */
    static final int END = -1;

    private final byte[] text;
    private int at;

    JsonInput(byte[] text) {
        this.text = text;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    byte[] bytes() {
        return text;
    }

    boolean atEnd() {
        return at == text.length;
    }

    int peek() {
        return at < text.length ? text[at] : END;
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
        while (at < text.length) {
            byte c = text[at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            at++;
        }
    }

    void skipByteOrderMark() {
        if (text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF) {
            at = 3;
        }
    }

    <T> T keyword(String word, T value) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= text.length || text[at + i] != word.charAt(i)) {
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
        int end = at + 1;
        while (end < text.length && (text[end] & 0xC0) == 0x80) {
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

    /** {@code line:column} of {@code position}. */
    String place(int position) {
        int[] place = locate(position);
        return place[0] + ":" + place[1];
    }

    private int[] locate(int position) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(position, text.length); i++) {
            if (text[i] == '\n') {
                line++;
                column = 1;
            } else if ((text[i] & 0xC0) != 0x80) {
                column++;
            }
        }
        return new int[] {line, column};
    }
}
