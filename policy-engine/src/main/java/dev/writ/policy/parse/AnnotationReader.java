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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From the YAML of a METADATA block to annotations. Unknown keys are ignored, as in OPA. */
final class AnnotationReader {
    /** A path without a dot or bracket that is no root: a number, say, or a name alone. */
    private static final Pattern NO_DOCUMENT = Pattern.compile("(?!(input|data)$)[\\w-]*");

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
        // Comments alone say nothing, which OPA allows.
        RegoValue said = content instanceof RegoNull ? RegoObject.EMPTY : content;
        if (!(said instanceof RegoObject block)) {
            throw new WrongTypeException("expected keys and values, as in `title: ...`");
        }
        String scope = text(block, "scope");
        boolean entrypoint = flag(block, "entrypoint");
        return new Annotations(
                span,
                scope == null ? Scope.RULE : scope(scope),
                scope != null,
                text(block, "title"),
                text(block, "description"),
                list(block, "organizations", AnnotationReader::organization),
                list(block, "authors", AnnotationReader::author),
                list(block, "related_resources", AnnotationReader::resource),
                list(block, "schemas", AnnotationReader::schema),
                entrypoint,
                textKeys(object(block, "custom")),
                textKeys(object(block, "labels")),
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
        return value == null || isMissing(value) ? null : string(value, key);
    }

    private static boolean flag(RegoObject block, String key) {
        RegoValue value = block.get(key);
        if (isMissing(value)) {
            return false;
        }
        if (value instanceof RegoBoolean truth) {
            return truth.value();
        }
        throw new WrongTypeException("`" + key + "` must be `true` or `false`", key);
    }

    private static String string(RegoValue value, String... path) {
        if (value instanceof RegoObject || value instanceof RegoArray) {
            throw new WrongTypeException("expected text, found a list or a map", path);
        }
        return value instanceof RegoString string ? string.value() : value.toString();
    }

    /** A map that is JSON: OPA refuses keys that are no text in all that it keeps as it is written. */
    private static RegoObject textKeys(RegoObject map) {
        for (int i = 0; i < map.size(); i++) {
            checkKey(map.keyAt(i));
            checkInside(map.valueAt(i));
        }
        return map;
    }

    private static void checkKey(RegoValue key) {
        if (!(key instanceof RegoString)) {
            throw new IllegalArgumentException("the key `" + key + "` is no text: put it into quotation marks");
        }
    }

    private static void checkInside(RegoValue value) {
        if (value instanceof RegoObject map) {
            textKeys(map);
        } else if (value instanceof RegoArray array) {
            array.forEach(AnnotationReader::checkInside);
        }
    }

    private static void checkKeys(RegoObject map) {
        map.forEach((key, value) -> checkKey(key));
    }

    private static <T> List<T> list(RegoObject block, String key, Function<RegoValue, T> reader) {
        RegoValue value = block.get(key);
        if (isMissing(value)) {
            return List.of();
        }
        if (!(value instanceof RegoArray elements)) {
            throw new WrongTypeException("`" + key + "` must be a list", key);
        }
        List<T> result = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            if (!isMissing(elements.get(i))) {
                try {
                    result.add(reader.apply(elements.get(i)));
                } catch (WrongTypeException e) {
                    throw e.within(i, key);
                }
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
        throw new WrongTypeException("`" + key + "` must be a map", key);
    }

    private static String organization(RegoValue value) {
        return string(value);
    }

    private static Author author(RegoValue value) {
        if (value instanceof RegoObject map) {
            checkKeys(map);
            String name = trimmed(map, "name");
            String email = trimmed(map, "email");
            if (name.isEmpty() && email.isEmpty()) {
                throw new IllegalArgumentException("an author needs a `name` or an `email`");
            }
            return new Author(name, email);
        }
        if (!(value instanceof RegoString written)) {
            throw new IllegalArgumentException("an author is written as text or as a map with `name` and `email`");
        }
        String text = written.value().strip();
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
            checkKeys(map);
            String ref = trimmed(map, "ref");
            if (ref.isEmpty()) {
                throw new IllegalArgumentException("a related resource needs a `ref`");
            }
            return new RelatedResource(url(ref), trimmed(map, "description"));
        }
        if (!(value instanceof RegoString text)) {
            throw new IllegalArgumentException("a related resource is written as text or as a map with a `ref`");
        }
        String ref = text.value();
        if (ref.isEmpty()) {
            throw new IllegalArgumentException("a related resource cannot be empty");
        }
        return new RelatedResource(url(ref), "");
    }

    private static String url(String ref) {
        if (!ResourceUrl.isValid(ref)) {
            throw new IllegalArgumentException("the related resource `" + ref + "` is no URL");
        }
        return ref;
    }

    private static Schema schema(RegoValue value) {
        if (!(value instanceof RegoObject map) || map.size() == 0) {
            throw value instanceof RegoObject
                    ? new IllegalArgumentException("a schema is written as `path: schema`")
                    : new WrongTypeException("a schema is written as `path: schema`");
        }
        String path = string(map.keyAt(0));
        if (map.size() == 1 && NO_DOCUMENT.matcher(path).matches()) {
            throw new IllegalArgumentException("`" + path + "` is no document: write `input` or `data`");
        }
        RegoValue definition = map.valueAt(0);
        if (definition instanceof RegoString reference && isSchemaRef(reference.value())) {
            return new Schema(path, reference.value(), null);
        }
        if (definition instanceof RegoObject object) {
            checkKeys(object);
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
