package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.golang.GoRegexp;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value is a JSON schema, said as OPA says it: the validator below reads wrong keywords as if they were not
 * there.
 */
final class SchemaChecks {

    private static final Set<String> TYPES =
            Set.of("array", "boolean", "integer", "number", "null", "object", "string");
    private static final List<String> COUNTS =
            List.of("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties");

    /** A value that is no schema. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1;

        Invalid(String message) {
            super(message, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    private final BuiltinContext context;
    private final RegoValue root;
    private final Set<String> ids = new HashSet<>();

    private SchemaChecks(BuiltinContext context, RegoValue root) {
        this.context = context;
        this.root = root;
    }

    /** @throws Invalid if {@code schema} is none, with the reason */
    static void check(BuiltinContext context, RegoValue schema) throws Invalid {
        if (!(schema instanceof RegoObject) && !(schema instanceof RegoBoolean)) {
            throw new Invalid("schema is invalid");
        }
        SchemaChecks checks = new SchemaChecks(context, schema);
        checks.collectIds(schema);
        checks.schema(schema);
    }

    private void collectIds(RegoValue value) {
        context.checkpoint();
        if (value instanceof RegoObject object) {
            for (String key : List.of("$id", "id")) {
                if (object.get(key) instanceof RegoString id) {
                    ids.add(id.value());
                }
            }
            object.forEach((key, member) -> collectIds(member));
        } else if (value instanceof RegoArray array) {
            array.forEach(this::collectIds);
        }
    }

    private void schema(RegoValue schema) throws Invalid {
        context.checkpoint();
        if (schema instanceof RegoBoolean) {
            return;
        }
        if (!(schema instanceof RegoObject object)) {
            throw new Invalid("Expected: Valid Schema, given: Invalid JSON");
        }
        texts(object);
        type(object.get("type"));
        numbers(object);
        lists(object);
        children(object);
    }

    private void texts(RegoObject object) throws Invalid {
        if (isWrong(object, "$schema", RegoString.class)) {
            throw new Invalid("$schema must be of type string");
        }
        for (String key : List.of("$id", "$ref", "title", "description", "format", "pattern")) {
            if (isWrong(object, key, RegoString.class)) {
                throw new Invalid("Invalid type. Expected: string, given: " + key);
            }
        }
        if (object.get("pattern") instanceof RegoString pattern && !isPattern(pattern.value())) {
            throw new Invalid("pattern must be a valid regex");
        }
        if (object.get("$ref") instanceof RegoString reference) {
            reference(reference.value());
        }
        if (isWrong(object, "uniqueItems", RegoBoolean.class)) {
            throw new Invalid("uniqueItems must be of a boolean");
        }
    }

    private static boolean isWrong(RegoObject object, String key, Class<? extends RegoValue> wanted) {
        RegoValue value = object.get(key);
        return value != null && !wanted.isInstance(value);
    }

    private static boolean isPattern(String pattern) {
        try {
            GoRegexp.compile(pattern);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** A reference stays inside of the schema: nothing is fetched. */
    private void reference(String reference) throws Invalid {
        int mark = reference.indexOf('#');
        String document = mark < 0 ? reference : reference.substring(0, mark);
        boolean remote = document.startsWith("http://") || document.startsWith("https://");
        if (remote && !ids.contains(document) && !document.contains("://json-schema.org/")) {
            throw new Invalid("remote reference loading disabled: " + document);
        }
        if (document.isEmpty() && reference.startsWith("#/")) {
            pointer(reference.substring(2));
        }
    }

    private void pointer(String pointer) throws Invalid {
        RegoValue at = root;
        for (String part : pointer.split("/", -1)) {
            String name = part.replace("%25", "%").replace("~1", "/").replace("~0", "~");
            RegoValue next = switch (at) {
                case RegoObject object -> object.get(name);
                case RegoArray array -> element(array, name);
                default -> null;
            };
            if (next == null) {
                throw new Invalid("Object has no key '" + name + "'");
            }
            at = next;
        }
    }

    private static @Nullable RegoValue element(RegoArray array, String index) {
        return index.matches("[0-9]{1,9}") && Integer.parseInt(index) < array.size()
                ? array.get(Integer.parseInt(index))
                : null;
    }

    private void type(@Nullable RegoValue type) throws Invalid {
        Set<String> seen = new HashSet<>();
        switch (type) {
            case null -> {}
            case RegoString name -> typeName(name, seen);
            case RegoArray names -> {
                for (RegoValue name : names) {
                    typeName(name, seen);
                }
            }
            default -> throw new Invalid("Invalid type. Expected: type, given: string/Array Of Strings");
        }
    }

    private static void typeName(RegoValue value, Set<String> seen) throws Invalid {
        if (!(value instanceof RegoString name)) {
            throw new Invalid("Invalid type. Expected: type, given: string/Array Of Strings");
        }
        if (!TYPES.contains(name.value())) {
            throw new Invalid("has a primitive type that is NOT VALID -- given: /" + name.value()
                    + "/ Expected valid values are:[array boolean integer number null object string]");
        }
        if (!seen.add(name.value())) {
            throw new Invalid(name.value() + " type is duplicated");
        }
    }

    private static void numbers(RegoObject object) throws Invalid {
        RegoValue multiple = object.get("multipleOf");
        if (multiple != null && !(multiple instanceof RegoNumber)) {
            throw new Invalid("Invalid type. Expected: Number, given: multipleOf");
        }
        if (multiple instanceof RegoNumber number && number.signum() <= 0) {
            throw new Invalid("multipleOf must be strictly greater than 0");
        }
        for (String key : List.of("minimum", "maximum")) {
            if (isWrong(object, key, RegoNumber.class)) {
                throw new Invalid(key + " must be of a Number");
            }
        }
        exclusive(object, "exclusiveMinimum", "minimum");
        exclusive(object, "exclusiveMaximum", "maximum");
        for (String key : COUNTS) {
            RegoValue count = object.get(key);
            if (count != null && !(count instanceof RegoNumber number && number.isInteger())) {
                throw new Invalid(key + " must be of an integer");
            }
            if (count instanceof RegoNumber number && number.signum() < 0) {
                throw new Invalid(key + " must be greater than or equal to 0");
            }
        }
        if (object.get("minLength") instanceof RegoNumber least
                && object.get("maxLength") instanceof RegoNumber most
                && least.compareTo(most) > 0) {
            throw new Invalid("minLength cannot be greater than maxLength");
        }
    }

    private static void exclusive(RegoObject object, String key, String limit) throws Invalid {
        RegoValue value = object.get(key);
        if (RegoBoolean.TRUE.equals(value) && object.get(limit) == null) {
            throw new Invalid(key + " cannot be used without " + limit);
        }
        if (value != null && !(value instanceof RegoBoolean) && !(value instanceof RegoNumber)) {
            throw new Invalid("Invalid type. Expected: boolean/Number, given: " + key);
        }
    }

    private static void lists(RegoObject object) throws Invalid {
        for (String key : List.of("required", "enum", "allOf", "anyOf", "oneOf")) {
            RegoValue value = object.get(key);
            if (value != null && !(value instanceof RegoArray)) {
                throw new Invalid(key + " must be of an array");
            }
            boolean distinct = key.equals("required") || key.equals("enum");
            if (distinct && value instanceof RegoArray array && distinct(array) < array.size()) {
                throw new Invalid(key + " items must be unique");
            }
        }
        if (object.get("required") instanceof RegoArray required) {
            for (RegoValue name : required) {
                if (!(name instanceof RegoString)) {
                    throw new Invalid("Invalid type. Expected: string, given: required");
                }
            }
        }
    }

    private static int distinct(RegoArray array) {
        RegoSet.Builder set = RegoSet.builder();
        array.forEach(set::add);
        return set.build().size();
    }

    private static final Map<String, String> NO_MAP = Map.of(
            "properties", "Properties must be of type object",
            "patternProperties", "Invalid type. Expected: valid schema, given: patternProperties",
            "definitions", "Invalid type. Expected: Array Of Schemas, given: definitions",
            "dependencies", "dependencies must be of type object");
    private static final Map<String, String> NO_SCHEMA = Map.of(
            "additionalProperties", "Invalid type. Expected: boolean/Valid Schema, given: additionalProperties",
            "additionalItems", "Invalid type. Expected: boolean/Valid Schema, given: additionalItems",
            "propertyNames", "Invalid type. Expected: Valid Schema, given: patternProperties",
            "not", "not must be of an object",
            "if", "if must be of an object",
            "then", "then must be of an object",
            "else", "else must be of an object",
            "contains", "Expected: Valid Schema, given: Invalid JSON");

    private void children(RegoObject object) throws Invalid {
        for (Map.Entry<String, String> map : NO_MAP.entrySet()) {
            children(object, map.getKey(), map.getValue());
        }
        for (Map.Entry<String, String> one : NO_SCHEMA.entrySet()) {
            RegoValue value = object.get(one.getKey());
            if (value != null) {
                orElse(value, one.getValue());
                schema(value);
            }
        }
        for (String key : List.of("allOf", "anyOf", "oneOf")) {
            if (object.get(key) instanceof RegoArray branches) {
                for (RegoValue branch : branches) {
                    schema(branch);
                }
            }
        }
        items(object.get("items"));
    }

    private void children(RegoObject object, String key, String wrong) throws Invalid {
        RegoValue value = object.get(key);
        if (value == null) {
            return;
        }
        if (!(value instanceof RegoObject map)) {
            throw new Invalid(wrong);
        }
        for (int i = 0; i < map.size(); i++) {
            if (key.equals("patternProperties")
                    && map.keyAt(i) instanceof RegoString pattern
                    && !isPattern(pattern.value())) {
                throw new Invalid("Invalid regex pattern '" + pattern.value() + "'");
            }
            RegoValue child = map.valueAt(i);
            if (!(key.equals("dependencies") && child instanceof RegoArray)) {
                schema(child);
            }
        }
    }

    private void items(@Nullable RegoValue items) throws Invalid {
        if (items instanceof RegoArray list) {
            for (RegoValue item : list) {
                schema(item);
            }
        } else if (items != null) {
            orElse(items, "Invalid type. Expected: Valid Schema/Array Of Schemas, given: items");
            schema(items);
        }
    }

    private static void orElse(RegoValue schema, String wrong) throws Invalid {
        if (!(schema instanceof RegoObject) && !(schema instanceof RegoBoolean)) {
            throw new Invalid(wrong);
        }
    }
}
