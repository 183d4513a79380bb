package dev.writ.policy.builtin.template;

import dev.writ.policy.builtin.golang.GoArg;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.builtin.golang.GoFormat;
import java.util.List;

/**
 * A word of a template.
 *
 * @param kind what it is
 * @param at where it starts, in UTF-16 units
 * @param text how it is written; for an error, what is wrong
 * @param line its line, from 1
 */
record Token(Kind kind, int at, String text, int line) {

    /** What a token is. Keywords come last. */
    enum Kind {
        ERROR,
        BOOL,
        CHAR,
        CHAR_CONSTANT,
        COMPLEX,
        ASSIGN,
        DECLARE,
        EOF,
        FIELD,
        IDENTIFIER,
        LEFT_DELIMITER,
        LEFT_PAREN,
        NUMBER,
        PIPE,
        RAW_STRING,
        RIGHT_DELIMITER,
        RIGHT_PAREN,
        SPACE,
        STRING,
        TEXT,
        VARIABLE,
        BLOCK,
        BREAK,
        CONTINUE,
        DOT,
        DEFINE,
        ELSE,
        END,
        IF,
        NIL,
        RANGE,
        TEMPLATE,
        WITH;

        boolean keyword() {
            return compareTo(BLOCK) >= 0;
        }

        /** The keyword of a word, or {@link #IDENTIFIER}. */
        static Kind of(String word) {
            return switch (word) {
                case "block" -> BLOCK;
                case "break" -> BREAK;
                case "continue" -> CONTINUE;
                case "define" -> DEFINE;
                case "else" -> ELSE;
                case "end" -> END;
                case "if" -> IF;
                case "nil" -> NIL;
                case "range" -> RANGE;
                case "template" -> TEMPLATE;
                case "with" -> WITH;
                case "true", "false" -> BOOL;
                default -> IDENTIFIER;
            };
        }
    }

    /** As errors show it. */
    String shown() {
        if (kind == Kind.EOF) {
            return "EOF";
        }
        if (kind == Kind.ERROR) {
            return text;
        }
        if (kind.keyword()) {
            return "<" + text + ">";
        }
        boolean isLong = GoBytes.encode(text).length > 10;
        return GoFormat.format(
                isLong ? "%.10q..." : "%q",
                List.of(new GoArg.Str(text)),
                Integer.MAX_VALUE,
                () -> new IllegalStateException("a short text"));
    }
}
