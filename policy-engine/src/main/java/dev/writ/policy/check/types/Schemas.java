package dev.writ.policy.check.types;

import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas for a check: by the names that annotations give them after {@code schema}, and one for {@code input}.
 *
 * @param given whether there are any, so that an annotation that names another one is wrong
 * @param input what fits {@code input} everywhere, or null
 * @param named the schemas of a folder: its path without the extension
 */
public record Schemas(boolean given, @Nullable RegoValue input, Map<List<String>, RegoValue> named) {
    /** No schemas: annotations that name one say nothing. */
    public static final Schemas NONE = new Schemas(false, null, Map.of());

    public Schemas {
        named = Map.copyOf(named);
    }

    /** A schema for {@code input}, which annotations call {@code schema}. */
    public static Schemas ofInput(RegoValue schema) {
        return new Schemas(true, schema, Map.of());
    }

    /** The schemas of a folder. */
    public static Schemas ofFolder(Map<List<String>, ? extends RegoValue> named) {
        return new Schemas(true, null, Map.copyOf(named));
    }

    /** The schema that an annotation calls {@code schema} and {@code name}. */
    public Optional<RegoValue> find(List<String> name) {
        return name.isEmpty() ? Optional.ofNullable(input) : Optional.ofNullable(named.get(name));
    }
}
