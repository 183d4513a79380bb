package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.golang.GoQuote;

/**
 * A word of a document.
 *
 * @param kind what it is
 * @param value its text where the kind does not say it all; for a string, what it stands for
 * @param at where it is
 */
record Token(Kind kind, String value, Position at) {

    /** What a token is, and how errors name it. */
    enum Kind {
        /** No token; the value says why. */
        INVALID("<Invalid>"),
        EOF("<EOF>"),
        BANG("!"),
        DOLLAR("$"),
        AMP("&"),
        PAREN_L("("),
        PAREN_R(")"),
        SPREAD("..."),
        COLON(":"),
        EQUALS("="),
        AT("@"),
        BRACKET_L("["),
        BRACKET_R("]"),
        BRACE_L("{"),
        BRACE_R("}"),
        PIPE("|"),
        NAME("Name"),
        INT("Int"),
        FLOAT("Float"),
        STRING("String"),
        BLOCK_STRING("BlockString"),
        COMMENT("Comment");

        final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    boolean is(String name) {
        return kind != Kind.INVALID && value.equals(name);
    }

    /** As errors show it. */
    String shown() {
        boolean bare = kind == Kind.INVALID || value.isEmpty();
        return bare ? kind.text : kind.text + " " + GoQuote.quote(value);
    }
}
