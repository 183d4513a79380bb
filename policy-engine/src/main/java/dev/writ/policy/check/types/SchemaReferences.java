package dev.writ.policy.check.types;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what {@code $ref} refers to in a schema (JSON Pointer, RFC 6901, as the fragment of a URI). */
final class SchemaReferences {
    private static final int MAX_DEPTH = 100;

    private final RegoValue root;

    SchemaReferences(RegoValue root) {
        this.root = root;
    }

    /**
     * What {@code reference} refers to; absent where that is another document.
     *
     * @throws SchemaException if there is no such place in this document
     */
    Optional<RegoValue> find(String reference) {
        int hash = reference.indexOf('#');
        String document = hash < 0 ? reference : reference.substring(0, hash);
        if (!document.isEmpty() && !document.equals(id())) {
            return named(reference, root, 0);
        }
        String fragment = hash < 0 ? "" : reference.substring(hash + 1);
        if (fragment.isEmpty()) {
            return Optional.of(root);
        }
        if (!fragment.startsWith("/")) {
            Optional<RegoValue> found = named("#" + fragment, root, 0);
            if (found.isEmpty()) {
                throw missing(reference);
            }
            return found;
        }
        return Optional.of(pointer(fragment, reference));
    }

    private String id() {
        String id = root instanceof RegoObject object ? id(object) : null;
        return id == null ? "" : id.endsWith("#") ? id.substring(0, id.length() - 1) : id;
    }

    private static @Nullable String id(RegoObject schema) {
        RegoValue id = schema.get("$id");
        RegoValue older = id == null ? schema.get("id") : id;
        return older instanceof RegoString text ? text.value() : null;
    }

    private RegoValue pointer(String pointer, String reference) {
        RegoValue current = root;
        for (String token : pointer.substring(1).split("/", -1)) {
            String key = decoded(token).replace("~1", "/").replace("~0", "~");
            RegoValue next = null;
            if (current instanceof RegoObject object) {
                next = object.get(key);
            } else if (current instanceof RegoArray array && key.matches("\\d{1,9}")) {
                int index = Integer.parseInt(key);
                next = index < array.size() ? array.get(index) : null;
            }
            if (next == null) {
                throw missing(reference);
            }
            current = next;
        }
        return current;
    }

    private static String decoded(String token) {
        try {
            return URLDecoder.decode(token.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return token;
        }
    }

    /** The schema in this document that is called {@code name}. */
    private static Optional<RegoValue> named(String name, RegoValue schema, int depth) {
        if (depth > MAX_DEPTH) {
            return Optional.empty();
        }
        if (schema instanceof RegoArray array) {
            return array.toList().stream()
                    .flatMap(element -> named(name, element, depth + 1).stream())
                    .findFirst();
        }
        if (!(schema instanceof RegoObject object)) {
            return Optional.empty();
        }
        boolean anchor = object.get("$anchor") instanceof RegoString text && name.equals("#" + text.value());
        if (anchor || name.equals(id(object))) {
            return Optional.of(object);
        }
        return object.keys().toList().stream()
                .flatMap(key -> Optional.ofNullable(object.get(key)).stream())
                .flatMap(member -> named(name, member, depth + 1).stream())
                .findFirst();
    }

    private static SchemaException missing(String reference) {
        return new SchemaException("unable to compile the schema: there is nothing at `" + reference + "`");
    }
}
