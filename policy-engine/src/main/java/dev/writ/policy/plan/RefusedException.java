package dev.writ.policy.plan;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;

/** Ends the planning of one function: a construct that this engine cannot run. */
final class RefusedException extends RuntimeException {

    private final transient Diagnostic diagnostic;

    RefusedException(Span place, String what) {
        super(what, null, false, false);
        this.diagnostic = Diagnostic.error(DiagnosticCode.UNSUPPORTED, place, what);
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
