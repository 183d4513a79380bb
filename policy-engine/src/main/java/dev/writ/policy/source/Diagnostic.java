package dev.writ.policy.source;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One finding about a program, as data.
 *
 * @param severity how much it weighs
 * @param code OPA's code
 * @param span the place, or null where none is known
 * @param message what is wrong: lower case, no full stop, names in backticks
 * @param hint what to do about it, or null where nothing is known
 * @param details what programs may want to know besides, or null where there is nothing
 */
public record Diagnostic(
        Severity severity,
        DiagnosticCode code,
        @Nullable Span span,
        String message,
        @Nullable String hint,
        @Nullable Details details) {

    /** What a stage knows of its findings: which types do not fit, say. */
    public interface Details {}

    private static final Comparator<Diagnostic> ORDER = Comparator.comparing(
                    Diagnostic::span, Comparator.nullsFirst(Comparator.<Span>naturalOrder()))
            .thenComparing(Diagnostic::code)
            .thenComparing(Diagnostic::message);

    public Diagnostic {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    /** An error without a hint. */
    public static Diagnostic error(DiagnosticCode code, @Nullable Span span, String message) {
        return new Diagnostic(Severity.ERROR, code, span, message, null, null);
    }

    /** An error with a hint. */
    public static Diagnostic error(DiagnosticCode code, @Nullable Span span, String message, @Nullable String hint) {
        return new Diagnostic(Severity.ERROR, code, span, message, hint, null);
    }

    /** The same with details. */
    public Diagnostic withDetails(Details value) {
        return new Diagnostic(severity, code, span, message, hint, value);
    }

    /** True where the program must not run. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** By place, then code, then message: the order in which diagnostics are shown. */
    public static Comparator<Diagnostic> order() {
        return ORDER;
    }

    /** {@code file:line:column: message} on one line; see {@link DiagnosticRenderer} for the long form. */
    @Override
    public String toString() {
        Span place = span;
        return (place == null ? "" : place.place() + ": ") + code.code() + ": " + message;
    }
}
