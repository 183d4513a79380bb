package dev.writ.policy;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticRenderer;
import java.util.List;

/** A program or query that cannot be used. The findings are data; the message renders them for people. */
public final class PolicyException extends RuntimeException {

    private final transient List<Diagnostic> diagnostics;

    /** Refused for these reasons, at least one. */
    public PolicyException(List<Diagnostic> diagnostics) {
        super(DiagnosticRenderer.render(diagnostics).stripTrailing());
        this.diagnostics = diagnostics.stream().sorted(Diagnostic.order()).toList();
    }

    /** All findings, by place. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
