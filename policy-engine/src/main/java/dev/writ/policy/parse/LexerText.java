package dev.writ.policy.parse;

/** What the lexer knows about characters. */
final class LexerText {
    private LexerText() {}

    static boolean isLetter(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Letters, digits, and the decimal digits of other scripts, as in OPA. */
    static boolean isIdentifierPart(String text, int at) {
        char c = text.charAt(at);
        return c < 128
                ? isLetter(c) || isDigit(c)
                : Character.getType(text.codePointAt(at)) == Character.DECIMAL_DIGIT_NUMBER;
    }

    static int skipDigits(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The character, or NUL behind the end. */
    static char charAt(String text, int at) {
        return at < text.length() ? text.charAt(at) : 0;
    }

    /** The offset after the closing quote, or -1 if the line ends before it. */
    static int endOfString(String text, int from, char quote) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                return i + 1;
            }
            if (c == '\n') {
                return -1;
            }
            if (c == '\\') {
                i++;
                if (charAt(text, i) == '\n') {
                    return -1;
                }
            }
        }
        return -1;
    }

    /** The offset of the first escape sequence that does not exist, or -1. */
    static int badEscape(String text, int from, int to, boolean template) {
        for (int i = backslash(text, from, to); i >= 0; i = backslash(text, i, to)) {
            char kind = charAt(text, i + 1);
            boolean known = kind == 'u' ? isHex(text, i + 2, to) : "\"\\/bfnrt".indexOf(kind) >= 0;
            if (!known && !(template && kind == '{')) {
                return i;
            }
            i += kind == 'u' ? 6 : 2;
        }
        return -1;
    }

    /** Looks no further than {@code to}: strings are many, and most files have no backslash for miles. */
    private static int backslash(String text, int from, int to) {
        return from < to ? text.indexOf('\\', from, to) : -1;
    }

    private static boolean isHex(String text, int from, int to) {
        if (from + 4 > to) {
            return false;
        }
        for (int i = from; i < from + 4; i++) {
            char c = text.charAt(i);
            if (c > 127 || Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The operator that {@code c} makes with a following {@code =}, or ILLEGAL. */
    static TokenKind twoCharacters(char c) {
        return switch (c) {
            case ':' -> TokenKind.ASSIGN;
            case '=' -> TokenKind.EQUAL;
            case '!' -> TokenKind.NOT_EQUAL;
            case '<' -> TokenKind.LESS_OR_EQUAL;
            case '>' -> TokenKind.GREATER_OR_EQUAL;
            default -> TokenKind.ILLEGAL;
        };
    }

    /** The token that {@code c} is alone, or ILLEGAL. */
    static TokenKind oneCharacter(char c) {
        return switch (c) {
            case '[' -> TokenKind.LEFT_BRACKET;
            case ']' -> TokenKind.RIGHT_BRACKET;
            case '{' -> TokenKind.LEFT_BRACE;
            case '}' -> TokenKind.RIGHT_BRACE;
            case '(' -> TokenKind.LEFT_PAREN;
            case ')' -> TokenKind.RIGHT_PAREN;
            case ',' -> TokenKind.COMMA;
            case ':' -> TokenKind.COLON;
            case ';' -> TokenKind.SEMICOLON;
            case '.' -> TokenKind.DOT;
            case '=' -> TokenKind.UNIFY;
            case '<' -> TokenKind.LESS;
            case '>' -> TokenKind.GREATER;
            case '+' -> TokenKind.PLUS;
            case '-' -> TokenKind.MINUS;
            case '*' -> TokenKind.TIMES;
            case '/' -> TokenKind.DIVIDE;
            case '%' -> TokenKind.REMAINDER;
            case '&' -> TokenKind.AMPERSAND;
            case '|' -> TokenKind.BAR;
            default -> TokenKind.ILLEGAL;
        };
    }

    static String describeIllegal(int c) {
        return switch (c) {
            case 0 -> "illegal null character";
            case 0xA0 -> "illegal non-breaking space, use a space";
            case 0xFEFF -> "illegal byte-order mark";
            case '!' -> "illegal character `!`: use `not` or `!=`";
            case '\'' -> "illegal character `'`: strings are written in double quotes";
            default ->
                Character.isISOControl(c)
                        ? String.format("illegal character U+%04X", c)
                        : "illegal character `" + Character.toString(c) + "`";
        };
    }
}
