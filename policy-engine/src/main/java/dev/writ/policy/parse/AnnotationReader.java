package dev.writ.policy.parse;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Annotations.Author;
import dev.writ.policy.ast.Annotations.RelatedResource;
import dev.writ.policy.ast.Annotations.Schema;
import dev.writ.policy.ast.Annotations.Scope;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the YAML of a METADATA block to annotations. Unknown keys are ignored, as in OPA. */
final class AnnotationReader {
    private final Span span;

    AnnotationReader(Span span) {
        this.span = span;
    }

    /**
     * The annotations.
     *
     * @throws IllegalArgumentException with a message for the author of the block
     */
    Annotations read(@Nullable Object content) {
        if (!(content instanceof Map<?, ?> block)) {
            throw new IllegalArgumentException("expected keys and values, as in `title: ...`");
        }
        String scope = text(block, "scope");
        boolean entrypoint = flag(block, "entrypoint");
        return new Annotations(
                span,
                scope == null ? Scope.RULE : scope(scope),
                scope != null,
                text(block, "title"),
                text(block, "description"),
                list(block, "organizations", AnnotationReader::string),
                list(block, "authors", AnnotationReader::author),
                list(block, "related_resources", AnnotationReader::resource),
                list(block, "schemas", AnnotationReader::schema),
                entrypoint,
                object(block, "custom"),
                object(block, "labels"),
                block.containsKey("compile") ? object(block, "compile") : null);
    }

    private static Scope scope(String label) {
        for (Scope scope : Scope.values()) {
            if (scope.label().equals(label)) {
                return scope;
            }
        }
        throw new IllegalArgumentException(
                "`" + label + "` is no scope, expected `rule`, `document`, `package` or `subpackages`");
    }

    private static @Nullable String text(Map<?, ?> block, String key) {
        Object value = block.get(key);
        return value == null ? null : string(value);
    }

    private static boolean flag(Map<?, ?> block, String key) {
        Object value = block.get(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new IllegalArgumentException("`" + key + "` must be `true` or `false`");
    }

    private static String string(Object value) {
        if (value instanceof Map || value instanceof List) {
            throw new IllegalArgumentException("expected text, found a list or a map");
        }
        return value.toString();
    }

    private static <T> List<T> list(Map<?, ?> block, String key, Function<Object, T> reader) {
        Object value = block.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            throw new IllegalArgumentException("`" + key + "` must be a list");
        }
        List<T> result = new ArrayList<>();
        for (Object element : elements) {
            if (element != null) {
                result.add(reader.apply(element));
            }
        }
        return result;
    }

    private static RegoObject object(Map<?, ?> block, String key) {
        Object value = block.get(key);
        if (value == null) {
            return RegoObject.EMPTY;
        }
        if (YamlValues.convert(value) instanceof RegoObject object) {
            return object;
        }
        throw new IllegalArgumentException("`" + key + "` must be a map");
    }

    private static Author author(Object value) {
        if (value instanceof Map<?, ?> map) {
            String name = trimmed(map, "name");
            String email = trimmed(map, "email");
            if (name.isEmpty() && email.isEmpty()) {
                throw new IllegalArgumentException("an author needs a `name` or an `email`");
            }
            return new Author(name, email);
        }
        String text = string(value).strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an author cannot be empty");
        }
        int open = text.lastIndexOf('<');
        boolean hasEmail = open >= 0 && text.endsWith(">") && text.indexOf(' ', open) < 0;
        return hasEmail
                ? new Author(words(text.substring(0, open)), text.substring(open + 1, text.length() - 1))
                : new Author(words(text), "");
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static RelatedResource resource(Object value) {
        if (value instanceof Map<?, ?> map) {
            String ref = trimmed(map, "ref");
            if (ref.isEmpty()) {
                throw new IllegalArgumentException("a related resource needs a `ref`");
            }
            return new RelatedResource(ref, trimmed(map, "description"));
        }
        String ref = string(value);
        if (ref.isEmpty()) {
            throw new IllegalArgumentException("a related resource cannot be empty");
        }
        return new RelatedResource(ref, "");
    }

    private static Schema schema(Object value) {
        if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
            throw new IllegalArgumentException("a schema is written as `path: schema`");
        }
        Map.Entry<?, ?> entry = map.entrySet().iterator().next();
        String path = String.valueOf(entry.getKey());
        Object definition = entry.getValue();
        if (definition instanceof String reference && (reference.equals("schema") || isSchemaRef(reference))) {
            return new Schema(path, reference, null);
        }
        if (definition instanceof Map && YamlValues.convert(definition) instanceof RegoObject object) {
            return new Schema(path, null, object);
        }
        throw new IllegalArgumentException("invalid schema reference for `" + path + "`");
    }

    private static boolean isSchemaRef(String reference) {
        return reference.startsWith("schema.") || reference.startsWith("schema[");
    }

    private static String trimmed(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text.strip() : "";
    }
}
