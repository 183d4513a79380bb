package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.builtin.graphql.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Cuts a document into tokens. Columns count characters, as many as Go sees in the text. */
final class Lexer {

    private static final int END = -1;

    private final String input;
    private int at;
    private int line = 1;
    /** Characters before {@link #at}. */
    private int characters;
    /** Characters before the first one of the line. */
    private int lineStart;
    /** Characters before the token. */
    private int tokenStart;

    Lexer(String input) {
        this.input = input;
    }

    /** The next token, comments included; at the end, the same one again and again. */
    Token next() {
        skipSpace();
        tokenStart = characters;
        int start = at;
        int c = take();
        Kind mark = mark(c);
        if (mark != null) {
            return token(mark, "");
        }
        if (c == END) {
            return token(Kind.EOF, "");
        }
        if (c == '.' && input.startsWith("..", at)) {
            take();
            take();
            return token(Kind.SPREAD, "");
        }
        if (c == '#') {
            return comment(start);
        }
        if (isNameStart(c)) {
            while (isNameStart(peek()) || isDigit(peek())) {
                take();
            }
            return token(Kind.NAME, input.substring(start, at));
        }
        if (c == '-' || isDigit(c)) {
            return number(start, c);
        }
        if (c == '"') {
            boolean block = input.startsWith("\"\"", at);
            return block ? new BlockString().read() : string();
        }
        return unexpected(start, c);
    }

    private Token unexpected(int start, int c) {
        at = start;
        characters = tokenStart;
        if (c < ' ') {
            return invalid("Cannot contain the invalid character \"" + control(c) + "\"");
        }
        return invalid(
                c == '\''
                        ? "Unexpected single quote character ('), did you mean to use a double quote (\")?"
                        : "Cannot parse the unexpected character \"" + firstByte(c) + "\".");
    }

    private static @Nullable Kind mark(int c) {
        return switch (c) {
            case '!' -> Kind.BANG;
            case '$' -> Kind.DOLLAR;
            case '&' -> Kind.AMP;
            case '(' -> Kind.PAREN_L;
            case ')' -> Kind.PAREN_R;
            case ':' -> Kind.COLON;
            case '=' -> Kind.EQUALS;
            case '@' -> Kind.AT;
            case '[' -> Kind.BRACKET_L;
            case ']' -> Kind.BRACKET_R;
            case '{' -> Kind.BRACE_L;
            case '}' -> Kind.BRACE_R;
            case '|' -> Kind.PIPE;
            default -> null;
        };
    }

    private void skipSpace() {
        while (true) {
            switch (peek()) {
                case '\t', ' ', ',', 0xFEFF -> take();
                case '\n', '\r' -> lineEnd();
                default -> {
                    return;
                }
            }
        }
    }

    /** Takes a line end; a line feed behind a carriage return belongs to it. */
    private void lineEnd() {
        boolean carriageReturn = take() == '\r';
        line++;
        lineStart = characters;
        if (carriageReturn && peek() == '\n') {
            take();
        }
    }

    private Token comment(int start) {
        while (peek() > 0x1F || peek() == '\t') {
            take();
        }
        return token(Kind.COMMENT, input.substring(start, at));
    }

    private Token number(int start, int first) {
        boolean zero = first == '0' || (first == '-' && peek() == '0');
        if (first == '-' && zero) {
            take();
        }
        if (zero && isDigit(peek())) {
            return invalid("Invalid number, unexpected digit after 0: " + shownNext() + ".");
        }
        if (!zero && first == '-' && !digits()) {
            return noDigit();
        }
        digits();
        boolean floating = false;
        if (peek() == '.') {
            take();
            floating = true;
            if (!digits()) {
                return noDigit();
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            take();
            floating = true;
            if (peek() == '-' || peek() == '+') {
                take();
            }
            if (!digits()) {
                return noDigit();
            }
        }
        return token(floating ? Kind.FLOAT : Kind.INT, input.substring(start, at));
    }

    private boolean digits() {
        boolean some = isDigit(peek());
        while (isDigit(peek())) {
            take();
        }
        return some;
    }

    private Token noDigit() {
        return invalid("Invalid number, expected digit but got: " + shownNext() + ".");
    }

    private String shownNext() {
        return peek() == END ? "<EOF>" : "\"" + firstByte(peek()) + "\"";
    }

    private Token string() {
        // The column of a string is the one behind its quote.
        tokenStart = characters;
        int start = at;
        StringBuilder escaped = null;
        while (true) {
            int c = peek();
            if (c == END || c == '\n' || c == '\r') {
                return invalid("Unterminated string.");
            }
            if (c < ' ' && c != '\t') {
                return invalid("Invalid character within String: \"" + control(c) + "\".");
            }
            if (c == '"') {
                Token token = token(Kind.STRING, escaped == null ? input.substring(start, at) : escaped.toString());
                take();
                return token;
            }
            if (c == '\\') {
                escaped = escaped == null ? new StringBuilder(input.substring(start, at)) : escaped;
                String error = escape(escaped);
                if (error != null) {
                    return invalid(error);
                }
            } else {
                take();
                if (escaped != null) {
                    escaped.appendCodePoint(GoBytes.isEscape(c) ? 0xFFFD : c);
                }
            }
        }
    }

    /** Takes an escape, and answers what is wrong with it. */
    private @Nullable String escape(StringBuilder out) {
        take();
        int c = peek();
        if (c == END) {
            return "Invalid character escape sequence.";
        }
        if (c == 'u') {
            String digits = input.substring(at + 1, Math.min(at + 5, input.length()));
            if (at + 5 >= input.length() || !digits.matches("[0-9a-fA-F]{4}")) {
                return "Invalid character escape sequence: \\" + input.substring(at, Math.min(at + 5, input.length()))
                        + ".";
            }
            int value = Integer.parseInt(digits, 16);
            out.append(Character.isSurrogate((char) value) ? (char) 0xFFFD : (char) value);
            for (int i = 0; i < 5; i++) {
                take();
            }
            return null;
        }
        int meant = "\"/\\bfnrt".indexOf(c);
        if (meant < 0) {
            return "Invalid character escape sequence: \\" + firstByte(c) + ".";
        }
        out.append("\"/\\\b\f\n\r\t".charAt(meant));
        take();
        return null;
    }

    /** A text between three quotes, whose indentation and outer blank lines do not count. */
    private final class BlockString {

        private final StringBuilder raw = new StringBuilder();

        Token read() {
            take();
            take();
            tokenStart = characters;
            while (true) {
                int c = peek();
                if (c == END) {
                    return invalid("Unterminated string.");
                }
                if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                    return invalid("Invalid character within String: \"" + control(c) + "\".");
                }
                if (c == '"' && input.startsWith("\"\"\"", at)) {
                    return close();
                }
                if (c == '\\' && input.startsWith("\\\"\"\"", at)) {
                    raw.append("\"\"\"");
                    for (int i = 0; i < 4; i++) {
                        take();
                    }
                } else if (c == '\r' || c == '\n') {
                    raw.append('\n');
                    lineEndInside();
                } else {
                    raw.appendCodePoint(GoBytes.isEscape(c) ? 0xFFFD : c);
                    take();
                }
            }
        }

        /** Of more than three quotes, the last three close the text. */
        private Token close() {
            int quotes = 0;
            while (at + quotes < input.length() && input.charAt(at + quotes) == '"') {
                quotes++;
            }
            raw.repeat('"', quotes - 3);
            Token token = token(Kind.BLOCK_STRING, BlockText.of(raw.toString()));
            for (int i = 0; i < quotes; i++) {
                take();
            }
            return token;
        }

        private void lineEndInside() {
            boolean carriageReturn = take() == '\r';
            if (carriageReturn && peek() == '\n') {
                take();
            }
            line++;
            lineStart = characters;
        }
    }

    private Token token(Kind kind, String value) {
        return new Token(kind, value, new Position(line, tokenStart - lineStart + 1, ""));
    }

    private Token invalid(String why) {
        return new Token(Kind.INVALID, why, new Position(line, characters - lineStart + 1, ""));
    }

    private int take() {
        int c = peek();
        if (c != END) {
            at += Character.charCount(c);
            characters++;
        }
        return c;
    }

    private int peek() {
        return at < input.length() ? input.codePointAt(at) : END;
    }

    private static String control(int c) {
        return "\\u%04x".formatted(c);
    }

    /** A character as Go shows it that looks at single bytes. */
    private static String firstByte(int c) {
        return Character.toString(GoBytes.encode(Character.toString(c))[0] & 0xFF);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(int c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
