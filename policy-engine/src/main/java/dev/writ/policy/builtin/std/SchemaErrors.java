package dev.writ.policy.builtin.std;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the validator found, in the shape and the words of the validator that OPA has: one that also names the
 * combination around an error ({@code anyOf} and its kin), and of its branches shows only the first.
 */
final class SchemaErrors {

    private static final String ROOT = "(Root)";

    private final RegoValue document;
    private final List<RegoValue> found = new ArrayList<>();
    private final Map<String, String> branches = new LinkedHashMap<>();
    private final List<RegoValue> atEnd = new ArrayList<>();

    private SchemaErrors(RegoValue document) {
        this.document = document;
    }

    static List<RegoValue> of(List<Error> errors, RegoValue document) {
        SchemaErrors all = new SchemaErrors(document);
        for (Error error : SchemaErrorOrder.of(errors)) {
            if (all.isShown(error)) {
                all.add(error);
            }
        }
        all.found.addAll(all.atEnd);
        return all.found;
    }

    /** Notes the combinations around an error; false if another branch of one was shown already. */
    private boolean isShown(Error error) {
        NodePath path = error.getEvaluationPath();
        boolean shown = true;
        StringBuilder at = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            String name = path.getName(i);
            boolean schema = i == 0 || !isMap(path.getName(i - 1));
            at.append('/').append(name);
            boolean choice = name.equals("anyOf") || name.equals("oneOf");
            boolean combination = choice || name.equals("allOf") || name.equals("then") || name.equals("else");
            if (schema && combination) {
                String branch = choice && i + 1 < path.getNameCount() ? path.getName(i + 1) : "";
                String seen = branches.get(at.toString());
                if (seen == null) {
                    combination(name, field(error.getInstanceLocation()));
                }
                boolean first = seen == null || seen.isEmpty();
                if (first) {
                    branches.put(at.toString(), branch);
                }
                shown &= !choice || first || branch.equals(seen);
            }
        }
        return shown;
    }

    private static boolean isMap(String name) {
        return name.equals("properties") || name.equals("patternProperties") || name.equals("definitions");
    }

    private void combination(String name, String field) {
        switch (name) {
            case "anyOf" -> put(field, "number_any_of", "Must validate at least one schema (anyOf)");
            case "oneOf" -> put(field, "number_one_of", "Must validate one and only one schema (oneOf)");
            case "allOf" -> atEnd.add(entry(field, "number_all_of", "Must validate all the schemas (allOf)"));
            case "then" -> put(field, "condition_then", "Must validate \"then\" as \"if\" was valid");
            default -> put(field, "condition_else", "Must validate \"else\" as \"if\" was not valid");
        }
    }

    private static String field(NodePath path) {
        return path.getNameCount() == 0 ? ROOT : names(path, path.getNameCount());
    }

    private static String names(NodePath path, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(path.getName(i));
        }
        return String.join(".", names);
    }

    private void put(String field, String type, String description) {
        found.add(entry(field, type, description));
    }

    private static RegoObject entry(String field, String type, String description) {
        return RegoObject.builder()
                .put("error", RegoString.of(field + ": " + description))
                .put("type", RegoString.of(type))
                .put("field", RegoString.of(field))
                .put("desc", RegoString.of(description))
                .build();
    }

    private void add(Error error) {
        String field = field(error.getInstanceLocation());
        RegoValue keyword = keywordValue(error);
        String value = keyword == null ? "" : JsonWriter.compact(keyword);
        String text = keyword instanceof RegoString string ? string.value() : value;
        switch (error.getKeyword()) {
            case "type" ->
                put(
                        field,
                        "invalid_type",
                        "Invalid type. Expected: " + types(keyword, text) + ", given: " + given(error));
            case "required" -> put(field, "required", error.getProperty() + " is required");
            case "enum" -> put(field, "enum", field + " must be one of the following: " + list(keyword));
            case "const" -> put(field, "const", field + " does not match: " + value);
            case "not" -> put(field, "number_not", "Must not validate the schema (not)");
            case "oneOf", "anyOf" -> {}
            case "false" -> put(field, "false", "False always fails validation");
            default -> limits(error, field, text);
        }
    }

    private void limits(Error error, String field, String limit) {
        switch (error.getKeyword()) {
            case "minimum" -> bound(field, limit, error, "number_gte", "number_gt", "greater");
            case "maximum" -> bound(field, limit, error, "number_lte", "number_lt", "less");
            case "exclusiveMinimum" -> put(field, "number_gt", "Must be greater than " + limit);
            case "exclusiveMaximum" -> put(field, "number_lt", "Must be less than " + limit);
            case "multipleOf" -> put(field, "multiple_of", "Must be a multiple of " + limit);
            case "minLength" -> put(field, "string_gte", "String length must be greater than or equal to " + limit);
            case "maxLength" -> put(field, "string_lte", "String length must be less than or equal to " + limit);
            case "pattern" -> put(field, "pattern", "Does not match pattern '" + limit + "'");
            case "format" -> put(field, "format", "Does not match format '" + limit + "'");
            default -> collections(error, field, limit);
        }
    }

    private void bound(String field, String limit, Error error, String loose, String strict, String word) {
        RegoValue value = valueAt(error.getInstanceLocation());
        boolean exclusive = value instanceof RegoNumber number && number.equals(keywordValue(error));
        put(
                field,
                exclusive ? strict : loose,
                "Must be " + word + " than " + (exclusive ? "" : "or equal to ") + limit);
    }

    private void collections(Error error, String field, String limit) {
        switch (error.getKeyword()) {
            case "minItems" -> put(field, "array_min_items", "Array must have at least " + limit + " items");
            case "maxItems" -> put(field, "array_max_items", "Array must have at most " + limit + " items");
            case "uniqueItems" -> unique(error, field);
            case "contains" -> put(field, "contains", "At least one of the items must match");
            case "minProperties" -> put(field, "array_min_properties", "Must have at least " + limit + " properties");
            case "maxProperties" -> put(field, "array_max_properties", "Must have at most " + limit + " properties");
            case "additionalProperties" ->
                put(
                        field,
                        "additional_property_not_allowed",
                        "Additional property " + error.getProperty() + " is not allowed");
            case "additionalItems", "items" ->
                put(field, "array_no_additional_items", "No additional items allowed on array");
            case "propertyNames" ->
                put(field, "invalid_property_name", "Property name of \"" + error.getProperty() + "\" does not match");
            case "dependencies" -> dependencies(error, field);
            default -> put(field, error.getKeyword(), String.valueOf(error.getMessage()));
        }
    }

    private void dependencies(Error error, String field) {
        if (!(keywordValue(error) instanceof RegoObject dependencies)
                || !(valueAt(error.getInstanceLocation()) instanceof RegoObject object)
                || !once(error)) {
            return;
        }
        dependencies.forEach((name, needed) -> {
            if (object.containsKey(name) && needed instanceof RegoArray names) {
                for (RegoValue one : names) {
                    if (one instanceof RegoString text && !object.containsKey(text)) {
                        put(field, "missing_dependency", "Has a dependency on " + text.value());
                    }
                }
            }
        });
    }

    /** The validator has an error for each part of what is one keyword here. */
    private boolean once(Error error) {
        return branches.putIfAbsent(error.getInstanceLocation() + " " + error.getEvaluationPath(), "") == null;
    }

    private void unique(Error error, String field) {
        if (!(valueAt(error.getInstanceLocation()) instanceof RegoArray array) || !once(error)) {
            return;
        }
        for (int j = 0; j < array.size(); j++) {
            for (int i = j - 1; i >= 0; i--) {
                if (array.get(i).equals(array.get(j))) {
                    put(field, "unique", "array items[" + i + "," + j + "] must be unique");
                    break;
                }
            }
        }
    }

    private static @Nullable RegoValue keywordValue(Error error) {
        return error.getSchemaNode() == null
                ? null
                : JsonReader.read(error.getSchemaNode().toString());
    }

    private static String types(@Nullable RegoValue types, String text) {
        if (types instanceof RegoArray array) {
            return array.toList().stream()
                    .map(type -> type instanceof RegoString name ? name.value() : type.toString())
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return text;
    }

    private static String list(@Nullable RegoValue values) {
        return values instanceof RegoArray array
                ? array.toList().stream().map(JsonWriter::compact).collect(Collectors.joining(", "))
                : "";
    }

    private String given(Error error) {
        RegoValue value = valueAt(error.getInstanceLocation());
        if (value instanceof RegoNumber number) {
            return number.isInteger() ? "integer" : "number";
        }
        return value == null ? "null" : value.kind().label();
    }

    private @Nullable RegoValue valueAt(NodePath path) {
        RegoValue at = document;
        for (int i = 0; i < path.getNameCount() && at != null; i++) {
            Object element = path.getElement(i);
            at = switch (at) {
                case RegoObject object -> object.get(String.valueOf(element));
                case RegoArray array -> array.get(Integer.parseInt(String.valueOf(element)));
                default -> null;
            };
        }
        return at;
    }
}
