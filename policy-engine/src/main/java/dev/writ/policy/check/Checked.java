package dev.writ.policy.check;

import dev.writ.policy.source.Diagnostic;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a check gives: the result where there is no error, and all diagnostics, ordered by place.
 *
 * @param result null exactly where there is an error
 */
public record Checked<T>(@Nullable T result, List<Diagnostic> diagnostics) {
    public Checked {
        diagnostics = diagnostics.stream().sorted(Diagnostic.order()).toList();
    }

    /** True if there is a result. */
    public boolean isValid() {
        return result != null;
    }

    /** The result of a valid check. */
    public T get() {
        return Objects.requireNonNull(result, "the program has errors");
    }
}
