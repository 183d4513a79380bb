package dev.writ.policy.runtime;

import dev.writ.policy.source.Diagnostic;

/** Ends an evaluation. Carries the finding as data and no stack trace; the façade turns it into a result. */
public final class EvaluationException extends RuntimeException {

    private final transient Diagnostic diagnostic;

    /** Ends the evaluation for the reason given. */
    public EvaluationException(Diagnostic diagnostic) {
        super(diagnostic.message(), null, false, false);
        this.diagnostic = diagnostic;
    }

    /** Why. */
    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
