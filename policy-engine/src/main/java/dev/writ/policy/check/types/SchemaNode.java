package dev.writ.policy.check.types;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of one schema that say something about types.
 *
 * @param types the types that are named, empty where none are
 * @param properties the schemas of the properties
 * @param items the schemas of the elements
 * @param oneForAll whether there is one schema for all elements, rather than one for each
 * @param anyOf null where it is missing, as the next
 */
record SchemaNode(
        List<String> types,
        List<Map.Entry<String, RegoValue>> properties,
        List<RegoValue> items,
        boolean oneForAll,
        @Nullable List<RegoValue> anyOf,
        @Nullable List<RegoValue> allOf) {

    private static final Set<String> TYPES =
            Set.of("array", "boolean", "integer", "null", "number", "object", "string");

    static SchemaNode of(RegoObject schema) {
        List<Map.Entry<String, RegoValue>> properties = new ArrayList<>();
        if (schema.get("properties") instanceof RegoObject object) {
            object.forEach((name, property) -> {
                if (name instanceof RegoString text) {
                    properties.add(Map.entry(text.value(), property));
                }
            });
        }
        RegoValue items = schema.get("items");
        List<RegoValue> elements = items instanceof RegoArray array
                ? array.toList()
                : items instanceof RegoObject one ? List.of(one) : List.of();
        return new SchemaNode(
                types(schema.get("type")),
                properties,
                elements,
                items instanceof RegoObject,
                list(schema.get("anyOf")),
                list(schema.get("allOf")));
    }

    private static List<String> types(@Nullable RegoValue value) {
        List<String> types = new ArrayList<>();
        for (RegoValue type : value instanceof RegoArray array
                ? array.toList()
                : value == null ? List.<RegoValue>of() : List.of(value)) {
            if (!(type instanceof RegoString name) || !TYPES.contains(name.value())) {
                throw new SchemaException("unable to compile the schema: there is no type `" + type + "`");
            }
            types.add(name.value());
        }
        return types;
    }

    private static @Nullable List<RegoValue> list(@Nullable RegoValue value) {
        return value instanceof RegoArray array && array.size() > 0 ? array.toList() : null;
    }

    boolean isTyped() {
        return !types.isEmpty();
    }

    boolean has(String type) {
        return types.contains(type);
    }

    /** True where it says nothing but what is in {@code anyOf}. */
    boolean isPureAnyOf() {
        return types.isEmpty() && anyOf != null && properties.isEmpty() && items.isEmpty();
    }

    /** With the type that follows from properties or items where none is named. */
    SchemaNode typed() {
        if (!properties.isEmpty()) {
            return has("object") ? this : withType("object");
        }
        return items.isEmpty() || has("array") ? this : withType("array");
    }

    private SchemaNode withType(String type) {
        List<String> more = new ArrayList<>(types);
        more.add(type);
        return new SchemaNode(more, properties, items, oneForAll, anyOf, allOf);
    }

    SchemaNode withoutAnyOf() {
        return new SchemaNode(types, properties, items, oneForAll, null, allOf);
    }

    SchemaNode withProperties(List<Map.Entry<String, RegoValue>> more) {
        List<Map.Entry<String, RegoValue>> all = new ArrayList<>(properties);
        all.addAll(more);
        return new SchemaNode(types, all, items, oneForAll, anyOf, allOf);
    }

    SchemaNode withItems(List<RegoValue> all) {
        return new SchemaNode(types, properties, all, oneForAll, anyOf, allOf);
    }
}
