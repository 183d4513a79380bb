package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoQuote;
import dev.writ.policy.builtin.graphql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Tokens one by one, with the comments before the next one, and the complaints about what was not expected. */
final class TokenReader {

    /** How deep selections, values and types may nest. */
    private static final int MAX_DEPTH = 250;

    private final Lexer lexer;
    private final Runnable checkpoint;
    private Token next;
    private Token last;
    private List<String> comment = List.of();
    private boolean peeked;
    private int depth;

    /**
     * Reads a document.
     *
     * @param checkpoint called for each token
     */
    TokenReader(String source, Runnable checkpoint) {
        this.lexer = new Lexer(source);
        this.checkpoint = checkpoint;
        this.next = new Token(Kind.EOF, "", new Position(1, 1, ""));
        this.last = next;
    }

    Token peek() {
        if (peeked) {
            return next;
        }
        checkpoint.run();
        Token token = lexer.next();
        if (token.kind() == Kind.COMMENT) {
            List<String> group = new ArrayList<>();
            while (token.kind() == Kind.COMMENT) {
                checkpoint.run();
                group.add(token.value());
                last = token;
                token = lexer.next();
            }
            comment = group;
        }
        next = token;
        peeked = true;
        return token;
    }

    /** The comments before the token that {@link #peek} gave last, as long as it was not taken. */
    List<String> comment() {
        return comment;
    }

    /** The token that was taken last; comments count. */
    Token last() {
        return last;
    }

    Token next() {
        last = peek();
        peeked = false;
        comment = List.of();
        if (last.kind() == Kind.INVALID) {
            throw Errors.syntax(last.at(), last.value());
        }
        return last;
    }

    boolean at(Kind kind) {
        return peek().kind() == kind;
    }

    boolean skip(Kind kind) {
        if (!at(kind)) {
            return false;
        }
        next();
        return true;
    }

    /** Takes a token of a kind, and answers the comments before it. */
    List<String> expect(Kind kind) {
        Token token = peek();
        List<String> before = comment;
        if (token.kind() != kind) {
            throw Errors.syntax(token.at(), "Expected " + kind.text + ", found " + token.kind().text);
        }
        next();
        return before;
    }

    /** Takes a keyword, and answers the comments before it. */
    List<String> expectKeyword(String word) {
        Token token = peek();
        List<String> before = comment;
        if (token.kind() != Kind.NAME || !token.is(word)) {
            throw Errors.syntax(token.at(), "Expected " + GoQuote.quote(word) + ", found " + token.shown());
        }
        next();
        return before;
    }

    String name() {
        expect(Kind.NAME);
        return last.value();
    }

    BuiltinFailure unexpected() {
        return unexpected(peek());
    }

    BuiltinFailure unexpected(Token token) {
        return Errors.syntax(token.at(), "Unexpected " + token.shown());
    }

    /** Any number of things between two tokens, if the first one is there. */
    void many(Kind open, Kind close, Runnable one) {
        if (skip(open)) {
            while (!at(close)) {
                nested(one);
            }
            next();
        }
    }

    /** As {@link #many}, at least one thing; answers the comments before the closing token. */
    List<String> some(Kind open, Kind close, Runnable one) {
        if (!skip(open)) {
            return List.of();
        }
        if (at(close)) {
            throw Errors.syntax(peek().at(), "expected at least one definition, found " + peek().kind().text);
        }
        while (!at(close)) {
            nested(one);
        }
        List<String> before = comment;
        next();
        return before;
    }

    void nested(Runnable inner) {
        if (++depth > MAX_DEPTH) {
            throw Errors.syntax(peek().at(), "nested deeper than " + MAX_DEPTH + " levels");
        }
        inner.run();
        depth--;
    }
}
