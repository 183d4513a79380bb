package dev.writ.policy.builtin.graphql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A use of a directive. */
record Directive(@Nullable Position at, String name, List<Argument> arguments) {

    /** A named value for a field or a directive. */
    record Argument(@Nullable Position at, String name, Value value, List<String> comment) {}
}
