package dev.writ.policy.builtin.template;

import dev.writ.policy.builtin.golang.GoArg;
import dev.writ.policy.builtin.golang.GoFormat;
import dev.writ.policy.builtin.golang.GoQuote;
import dev.writ.policy.builtin.template.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a template into tokens: text, and words between <code>{{</code> and <code>}}</code>. A hyphen at a delimiter drops
 * the white space on its other side. After an error there is only the end.
 */
final class TemplateLexer {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final int END = -1;

    private final String input;
    private int at;
    private int start;
    private int counted;
    private int line = 1;
    private boolean inAction;
    private int parens;
    private boolean failed;

    TemplateLexer(String input) {
        this.input = input;
    }

    /** The next token; at the end, the same one again and again. */
    Token next() {
        if (failed) {
            return new Token(Kind.EOF, start, "", line);
        }
        start = at;
        return inAction ? word() : text();
    }

    private Token text() {
        while (true) {
            int open = input.indexOf(OPEN, at);
            if (open < 0) {
                at = input.length();
                return token(at > start ? Kind.TEXT : Kind.EOF);
            }
            int end = trimsBefore(open + 2) ? withoutSpaceBefore(open) : open;
            if (end > start) {
                Token text = new Token(Kind.TEXT, start, input.substring(start, end), lineAt(start));
                at = open;
                return text;
            }
            start = open;
            boolean trimmed = trimsBefore(open + 2);
            int inner = open + 2 + (trimmed ? 2 : 0);
            if (!input.startsWith("/*", inner)) {
                at = open + 2;
                Token delimiter = token(Kind.LEFT_DELIMITER);
                at = inner;
                inAction = true;
                parens = 0;
                return delimiter;
            }
            start = inner;
            Token error = comment(inner);
            if (error != null) {
                return error;
            }
            start = at;
        }
    }

    /** Skips a comment and the delimiter behind it. */
    private @Nullable Token comment(int from) {
        int end = input.indexOf("*/", from + 2);
        if (end < 0) {
            return error("unclosed comment");
        }
        at = end + 2;
        if (!atClose()) {
            return error("comment ends before closing delimiter");
        }
        boolean trims = trimsAfter(at);
        at += trims ? 4 : 2;
        at = trims ? withoutSpaceAfter(at) : at;
        return null;
    }

    private Token word() {
        if (atClose()) {
            return parens == 0 ? close() : error("unclosed left paren");
        }
        int c = take();
        if (isSpace(c)) {
            return space();
        }
        return switch (c) {
            case END -> error("unclosed action");
            case '=' -> token(Kind.ASSIGN);
            case ':' -> take() == '=' ? token(Kind.DECLARE) : error("expected :=");
            case '|' -> token(Kind.PIPE);
            case '"' -> quoted('"', Kind.STRING, "unterminated quoted string");
            case '\'' -> quoted('\'', Kind.CHAR_CONSTANT, "unterminated character constant");
            case '`' -> raw();
            case '$' -> fieldOrVariable(Kind.VARIABLE, Kind.VARIABLE);
            case '(' -> {
                parens++;
                yield token(Kind.LEFT_PAREN);
            }
            case ')' -> {
                parens--;
                yield parens < 0 ? error("unexpected right paren") : token(Kind.RIGHT_PAREN);
            }
            default -> other(c);
        };
    }

    private Token other(int c) {
        boolean digitFollows = peek() >= '0' && peek() <= '9';
        if (c == '.' && at < input.length() && !digitFollows) {
            return fieldOrVariable(Kind.FIELD, Kind.DOT);
        }
        if (c == '.' || c == '+' || c == '-' || (c >= '0' && c <= '9')) {
            at = start;
            return number();
        }
        if (isWord(c)) {
            return identifier();
        }
        if (c < 0x7F && c > ' ') {
            return token(Kind.CHAR);
        }
        return error("unrecognized character in action: " + shown(c));
    }

    private Token close() {
        boolean trims = trimsAfter(at);
        start = trims ? at + 2 : at;
        at = start + 2;
        Token token = token(Kind.RIGHT_DELIMITER);
        at = trims ? withoutSpaceAfter(at) : at;
        inAction = false;
        return token;
    }

    /** A run of spaces, without the last one where it belongs to a closing delimiter. */
    private Token space() {
        while (isSpace(peek())) {
            at++;
        }
        if (trimsAfter(at - 1) && input.startsWith(CLOSE, at + 1)) {
            at--;
            if (at == start) {
                return close();
            }
        }
        return token(Kind.SPACE);
    }

    private Token identifier() {
        while (isWord(peek())) {
            take();
        }
        return atTerminator() ? token(Kind.of(input.substring(start, at))) : error("bad character " + shown(peek()));
    }

    private Token fieldOrVariable(Kind named, Kind alone) {
        if (atTerminator()) {
            return token(alone);
        }
        while (isWord(peek())) {
            take();
        }
        return atTerminator() ? token(named) : error("bad character " + shown(peek()));
    }

    private boolean atTerminator() {
        int c = peek();
        return c == END || isSpace(c) || ".,|:)(".indexOf(c) >= 0 || input.startsWith(CLOSE, at);
    }

    private Token quoted(char quote, Kind kind, String unterminated) {
        while (true) {
            int c = take();
            if (c == '\\') {
                c = take();
                if (c != END && c != '\n') {
                    continue;
                }
            }
            if (c == END || c == '\n') {
                return error(unterminated);
            }
            if (c == quote) {
                return token(kind);
            }
        }
    }

    private Token raw() {
        int end = input.indexOf('`', at);
        if (end < 0) {
            at = input.length();
            return error("unterminated raw quoted string");
        }
        at = end + 1;
        return token(Kind.RAW_STRING);
    }

    /** A number; whether it is one in all respects is seen when its value is computed. */
    private Token number() {
        if (!scanNumber()) {
            return badNumber();
        }
        if (peek() == '+' || peek() == '-') {
            return scanNumber() && input.charAt(at - 1) == 'i' ? token(Kind.COMPLEX) : badNumber();
        }
        return token(Kind.NUMBER);
    }

    private Token badNumber() {
        return error("bad number syntax: " + GoQuote.quote(input.substring(start, at)));
    }

    private boolean scanNumber() {
        accept("+-");
        String digits = "0123456789_";
        if (accept("0")) {
            digits = accept("xX")
                    ? "0123456789abcdefABCDEF_"
                    : accept("oO") ? "01234567_" : accept("bB") ? "01_" : digits;
        }
        acceptRun(digits);
        if (accept(".")) {
            acceptRun(digits);
        }
        boolean exponent = digits.length() == 11 ? accept("eE") : digits.length() == 23 && accept("pP");
        if (exponent) {
            accept("+-");
            acceptRun("0123456789_");
        }
        accept("i");
        if (isWord(peek())) {
            take();
            return false;
        }
        return true;
    }

    private boolean accept(String valid) {
        boolean accepted = at < input.length() && valid.indexOf(input.charAt(at)) >= 0;
        at += accepted ? 1 : 0;
        return accepted;
    }

    private void acceptRun(String valid) {
        while (accept(valid)) {
            // Each accepted character is a step.
        }
    }

    private int take() {
        int c = peek();
        at += c == END ? 0 : Character.charCount(c);
        return c;
    }

    private int peek() {
        return at < input.length() ? input.codePointAt(at) : END;
    }

    private boolean atClose() {
        return input.startsWith(CLOSE, at) || (trimsAfter(at) && input.startsWith(CLOSE, at + 2));
    }

    private boolean trimsBefore(int from) {
        return from + 1 < input.length() && input.charAt(from) == '-' && isSpace(input.charAt(from + 1));
    }

    private boolean trimsAfter(int from) {
        return from + 1 < input.length() && isSpace(input.charAt(from)) && input.charAt(from + 1) == '-';
    }

    private int withoutSpaceBefore(int end) {
        int last = end;
        while (last > start && isSpace(input.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    private int withoutSpaceAfter(int from) {
        int first = from;
        while (first < input.length() && isSpace(input.charAt(first))) {
            first++;
        }
        return first;
    }

    private Token token(Kind kind) {
        return new Token(kind, start, input.substring(start, at), lineAt(start));
    }

    private Token error(String what) {
        failed = true;
        return new Token(Kind.ERROR, start, what, lineAt(start));
    }

    private int lineAt(int position) {
        while (counted < position) {
            line += input.charAt(counted++) == '\n' ? 1 : 0;
        }
        return line;
    }

    private static String shown(int c) {
        return GoFormat.format(
                "%#U",
                List.of(new GoArg.Int(c == END ? -1 : c)),
                Integer.MAX_VALUE,
                () -> new IllegalStateException("a short text"));
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    static boolean isWord(int c) {
        return c == '_'
                || (c != END && (Character.isLetter(c) || Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER));
    }
}
