package dev.writ.policy.check;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something below {@code data} that a rule reads.
 *
 * @param span where
 * @param path the keys from {@code data}; null stands for a key that is known at run time only
 */
record Dependency(Span span, List<@Nullable RegoValue> path) {
    Dependency {
        path = Collections.unmodifiableList(new ArrayList<>(path));
    }
}
