package dev.writ.policy.remote;

import dev.writ.policy.source.Diagnostic;
import java.util.List;

/** A request without an answer that can be used. Carries the findings as data and no stack trace. */
final class RemoteException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;

    RemoteException(List<Diagnostic> diagnostics) {
        super(diagnostics.getFirst().message(), null, false, false);
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** Why, at least one finding. */
    List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
