package dev.writ.policy.parse;

import dev.writ.policy.source.Diagnostic;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a parse gives: the tree where there is no error, and all diagnostics, ordered by place.
 *
 * @param result null exactly where there is an error
 */
public record Parsed<T>(@Nullable T result, List<Diagnostic> diagnostics) {
    public Parsed {
        diagnostics = diagnostics.stream().sorted(Diagnostic.order()).toList();
    }

    /** True if there is a tree. */
    public boolean isValid() {
        return result != null;
    }

    /** The tree of a valid parse. */
    public T get() {
        return Objects.requireNonNull(result, "the text has errors");
    }
}
