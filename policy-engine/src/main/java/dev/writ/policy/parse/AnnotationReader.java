package dev.writ.policy.parse;

import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Annotations.Author;
import dev.writ.policy.ast.Annotations.RelatedResource;
import dev.writ.policy.ast.Annotations.Schema;
import dev.writ.policy.ast.Annotations.Scope;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
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
    Annotations read(RegoValue content) {
        if (!(content instanceof RegoObject block)) {
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
                block.get("compile") == null ? null : object(block, "compile"));
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

    private static boolean isMissing(@Nullable RegoValue value) {
        return value == null || value instanceof RegoNull;
    }

    private static @Nullable String text(RegoObject block, String key) {
        RegoValue value = block.get(key);
        return value == null || isMissing(value) ? null : string(value);
    }

    private static boolean flag(RegoObject block, String key) {
        RegoValue value = block.get(key);
        if (isMissing(value)) {
            return false;
        }
        if (value instanceof RegoBoolean truth) {
            return truth.value();
        }
        throw new IllegalArgumentException("`" + key + "` must be `true` or `false`");
    }

    private static String string(RegoValue value) {
        if (value instanceof RegoObject || value instanceof RegoArray) {
            throw new IllegalArgumentException("expected text, found a list or a map");
        }
        return value instanceof RegoString string ? string.value() : value.toString();
    }

    private static <T> List<T> list(RegoObject block, String key, Function<RegoValue, T> reader) {
        RegoValue value = block.get(key);
        if (isMissing(value)) {
            return List.of();
        }
        if (!(value instanceof RegoArray elements)) {
            throw new IllegalArgumentException("`" + key + "` must be a list");
        }
        List<T> result = new ArrayList<>();
        for (RegoValue element : elements) {
            if (!isMissing(element)) {
                result.add(reader.apply(element));
            }
        }
        return result;
    }

    private static RegoObject object(RegoObject block, String key) {
        RegoValue value = block.get(key);
        if (isMissing(value)) {
            return RegoObject.EMPTY;
        }
        if (value instanceof RegoObject object) {
            return object;
        }
        throw new IllegalArgumentException("`" + key + "` must be a map");
    }

    private static Author author(RegoValue value) {
        if (value instanceof RegoObject map) {
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

    private static RelatedResource resource(RegoValue value) {
        if (value instanceof RegoObject map) {
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

    private static Schema schema(RegoValue value) {
        if (!(value instanceof RegoObject map) || map.size() == 0) {
            throw new IllegalArgumentException("a schema is written as `path: schema`");
        }
        String path = string(map.keyAt(0));
        RegoValue definition = map.valueAt(0);
        if (definition instanceof RegoString reference && isSchemaRef(reference.value())) {
            return new Schema(path, reference.value(), null);
        }
        if (definition instanceof RegoObject object) {
            return new Schema(path, null, object);
        }
        throw new IllegalArgumentException("invalid schema reference for `" + path + "`");
    }

    private static boolean isSchemaRef(String reference) {
        return reference.equals("schema") || reference.startsWith("schema.") || reference.startsWith("schema[");
    }

    private static String trimmed(RegoObject map, String key) {
        return map.get(key) instanceof RegoString text ? text.value().strip() : "";
    }
}
