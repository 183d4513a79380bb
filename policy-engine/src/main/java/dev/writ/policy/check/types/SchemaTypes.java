package dev.writ.policy.check.types;

import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The type that a JSON Schema describes, as OPA reads it: {@code type}, {@code properties}, {@code items}, {@code anyOf},
 * {@code allOf} and {@code $ref} into the same document count. A reference to another document stands for any value,
 * since a check does not use the network.
 */
public final class SchemaTypes {
    private static final int MAX_DEPTH = 100;

    private final SchemaReferences references;
    private final Map<String, Definition> definitions = new HashMap<>();
    private int depth;

    /** A definition, perhaps on the way. */
    private static final class Definition {
        private @Nullable RegoType type;
        private RegoType.@Nullable Recursive recursive;
    }

    private SchemaTypes(RegoValue root) {
        this.references = new SchemaReferences(root);
    }

    /**
     * The type of what fits {@code schema}.
     *
     * @throws SchemaException if it is no schema
     */
    public static RegoType of(RegoValue schema) {
        return new SchemaTypes(schema).type(schema);
    }

    private RegoType type(RegoValue schema) {
        if (schema instanceof RegoBoolean) {
            return Types.ANY;
        }
        if (!(schema instanceof RegoObject object)) {
            throw new SchemaException("unable to compile the schema: a schema must be an object or a boolean");
        }
        if (depth > MAX_DEPTH) {
            return Types.ANY;
        }
        depth++;
        try {
            return object.get("$ref") instanceof RegoString reference
                    ? referenced(reference.value())
                    : type(SchemaNode.of(object));
        } finally {
            depth--;
        }
    }

    private RegoType referenced(String reference) {
        Definition known = definitions.get(reference);
        if (known != null) {
            RegoType type = known.type;
            if (type != null) {
                return type;
            }
            RegoType.Recursive recursive = known.recursive;
            if (recursive == null) {
                recursive = new RegoType.Recursive(reference);
                known.recursive = recursive;
            }
            return recursive;
        }
        Optional<RegoValue> target = references.find(reference);
        if (target.isEmpty()) {
            return Types.ANY;
        }
        Definition definition = new Definition();
        definitions.put(reference, definition);
        RegoType type = type(target.get());
        definition.type = type;
        RegoType.Recursive recursive = definition.recursive;
        if (recursive != null) {
            recursive.bind(type);
        }
        return type;
    }

    private RegoType type(SchemaNode node) {
        List<RegoValue> anyOf = node.anyOf();
        if (anyOf != null) {
            return anyOf(node, anyOf);
        }
        List<RegoValue> allOf = node.allOf();
        return allOf != null ? allOf(node, allOf) : plain(node);
    }

    private RegoType anyOf(SchemaNode node, List<RegoValue> alternatives) {
        RegoType union = Types.UNKNOWN;
        if (node.isTyped() && type(node.withoutAnyOf()) instanceof RegoType.ObjectType core && core.key() == null) {
            union = core;
        }
        for (RegoValue alternative : alternatives) {
            union = Types.or(type(alternative), union);
        }
        return union;
    }

    private RegoType allOf(SchemaNode node, List<RegoValue> parts) {
        List<SchemaNode> nodes = new ArrayList<>();
        for (RegoValue part : parts) {
            SchemaNode resolved = resolved(part);
            if (resolved != null && !resolved.isPureAnyOf()) {
                nodes.add(resolved);
            }
        }
        if (nodes.isEmpty()) {
            return Types.ANY;
        }
        SchemaNode merged = merged(nodes);
        if (!node.isTyped()) {
            return type(merged);
        }
        boolean objects = node.has("object") && merged.has("object");
        boolean arrays = node.has("array") && merged.has("array");
        if (!objects && !arrays && !node.types().equals(merged.types())) {
            throw new SchemaException("unable to merge these schemas");
        }
        SchemaNode own = new SchemaNode(node.types(), node.properties(), node.items(), node.oneForAll(), null, null);
        return type(objects || arrays ? merged(List.of(merged, own)) : merged);
    }

    /** The schema behind references, or null where it says nothing. */
    private @Nullable SchemaNode resolved(RegoValue schema) {
        RegoValue current = schema;
        for (int i = 0; i < MAX_DEPTH; i++) {
            if (!(current instanceof RegoObject object)) {
                return null;
            }
            if (!(object.get("$ref") instanceof RegoString reference)) {
                return SchemaNode.of(object);
            }
            Optional<RegoValue> target = references.find(reference.value());
            if (target.isEmpty()) {
                return null;
            }
            current = target.get();
        }
        return null;
    }

    private static SchemaNode merged(List<SchemaNode> nodes) {
        SchemaNode result = nodes.getFirst().typed();
        for (SchemaNode part : nodes.subList(1, nodes.size())) {
            SchemaNode next = part.typed();
            if (!result.types().equals(next.types())) {
                throw new SchemaException(
                        "unable to merge these schemas: type mismatch: " + names(result) + " and " + names(next));
            }
            if (result.has("object")
                    && !result.properties().isEmpty()
                    && !next.properties().isEmpty()) {
                result = result.withProperties(next.properties());
            } else if (result.has("array")
                    && !result.items().isEmpty()
                    && !next.items().isEmpty()) {
                result = result.withItems(items(result.items(), next.items()));
            }
        }
        return result;
    }

    private static String names(SchemaNode node) {
        return node.isTyped() ? String.join(", ", node.types()) : "Undefined";
    }

    private static List<RegoValue> items(List<RegoValue> left, List<RegoValue> right) {
        List<RegoValue> all = new ArrayList<>(left);
        for (int i = 0; i < right.size(); i++) {
            if (i >= all.size()) {
                all.add(right.get(i));
            } else if (!types(all.get(i)).equals(types(right.get(i)))) {
                throw new SchemaException("unable to merge these schemas");
            }
        }
        return all;
    }

    private static List<String> types(RegoValue schema) {
        return schema instanceof RegoObject object ? SchemaNode.of(object).types() : List.of();
    }

    private RegoType plain(SchemaNode given) {
        SchemaNode node = given.isTyped() ? given : given.typed();
        if (node.has("boolean")) {
            return Types.BOOLEAN;
        }
        if (node.has("string")) {
            return Types.STRING;
        }
        if (node.has("integer") || node.has("number")) {
            return Types.NUMBER;
        }
        if (node.has("object")) {
            return object(node);
        }
        return node.has("array") ? array(node) : Types.ANY;
    }

    private RegoType object(SchemaNode node) {
        if (node.properties().isEmpty()) {
            return RegoType.ObjectType.of(Types.ANY, Types.ANY);
        }
        SortedMap<RegoValue, RegoType> fixed = new TreeMap<>();
        for (Map.Entry<String, RegoValue> property : node.properties()) {
            fixed.putIfAbsent(RegoString.of(property.getKey()), type(property.getValue()));
        }
        return RegoType.object(fixed);
    }

    private RegoType array(SchemaNode node) {
        if (node.items().isEmpty()) {
            return new RegoType.ArrayType(List.of(), Types.ANY);
        }
        if (node.oneForAll()) {
            return new RegoType.ArrayType(List.of(), type(node.items().getFirst()));
        }
        return new RegoType.ArrayType(node.items().stream().map(this::type).toList(), null);
    }
}
