package dev.writ.policy.bundle;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.DiagnosticRenderer;
import java.util.List;

/** Files that cannot be used as policies. The findings are data; the message renders them for people. */
public final class BundleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;

    /** Refused for these reasons, at least one. */
    public BundleException(List<Diagnostic> diagnostics) {
        super(DiagnosticRenderer.render(diagnostics).stripTrailing());
        this.diagnostics = diagnostics.stream().sorted(Diagnostic.order()).toList();
    }

    /** Refused for one reason that has no place inside of a file; the message names the file. */
    static BundleException of(String message, String hint) {
        return new BundleException(List.of(Diagnostic.error(DiagnosticCode.LOAD, null, message, hint)));
    }

    /** All findings, by place. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
