package dev.writ.policy.parse;

import dev.writ.policy.source.Diagnostic;

/** Leaves the statement that is being read; caught where the parser recovers or tries another reading. */
final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;
    private final TokenKind found;

    SyntaxException(Diagnostic diagnostic, TokenKind found) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
        this.found = found;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }

    /** The kind of the token at which reading stopped. */
    TokenKind found() {
        return found;
    }
}
