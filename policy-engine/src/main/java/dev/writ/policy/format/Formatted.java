package dev.writ.policy.format;

import dev.writ.policy.source.Diagnostic;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What formatting a text gives.
 *
 * @param text the formatted text, or null exactly where there is an error
 * @param diagnostics why there is none
 */
public record Formatted(@Nullable String text, List<Diagnostic> diagnostics) {
    public Formatted {
        diagnostics = List.copyOf(diagnostics);
    }

    static Formatted of(String text) {
        return new Formatted(text, List.of());
    }

    static Formatted failed(List<Diagnostic> diagnostics) {
        return new Formatted(null, diagnostics);
    }

    /** The text of what has no error. */
    public String get() {
        return Objects.requireNonNull(text, "the text has errors");
    }
}
