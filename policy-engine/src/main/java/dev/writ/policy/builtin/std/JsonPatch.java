package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Patch (RFC 6902) on Rego values: paths may also be arrays, and may lead into sets. */
final class JsonPatch {

    private JsonPatch() {}

    static Map<String, Builtin> functions() {
        return Map.of("json.patch", (Binary) JsonPatch::patch);
    }

    private static RegoValue patch(BuiltinContext context, RegoValue operand, RegoValue operations) {
        RegoValue document = operand;
        for (RegoValue element : Operands.array(operations, 2)) {
            context.checkpoint();
            if (!(element instanceof RegoObject operation)) {
                throw BuiltinFailure.error(
                        "must be an array of JSON-Patch objects, but at least one element is not an object");
            }
            document = apply(document, operation);
        }
        if (document == null) {
            throw BuiltinFailure.undefined();
        }
        return document;
    }

    private static @Nullable RegoValue apply(@Nullable RegoValue document, RegoObject operation) {
        RegoValue pathValue = attribute(operation, "path");
        if (!(attribute(operation, "op") instanceof RegoString op)) {
            throw BuiltinFailure.error("attribute 'op' must be a string but found: "
                    + attribute(operation, "op").kind().label());
        }
        List<RegoValue> path = JsonPaths.segments(pathValue);
        return switch (op.value()) {
            case "add" -> insert(document, path, attribute(operation, "value"));
            case "remove" -> delete(document, path);
            case "replace" -> insert(delete(document, path), path, attribute(operation, "value"));
            case "move" -> {
                List<RegoValue> from = JsonPaths.segments(attribute(operation, "from"));
                RegoValue moved = find(document, from);
                yield insert(delete(document, from), path, moved);
            }
            case "copy" -> insert(document, path, find(document, JsonPaths.segments(attribute(operation, "from"))));
            case "test" -> {
                RegoValue found = find(document, path);
                if (!found.equals(attribute(operation, "value"))) {
                    throw BuiltinFailure.error("value from EditTree != patch value.\n\nExpected: "
                            + attribute(operation, "value") + "\n\nFound: " + found);
                }
                yield document;
            }
            default -> throw BuiltinFailure.error("unrecognized op: '" + op.value() + "'");
        };
    }

    private static RegoValue attribute(RegoObject operation, String name) {
        RegoValue value = operation.get(name);
        if (value == null) {
            throw BuiltinFailure.error("missing required attribute '" + name + "'");
        }
        return value;
    }

    private static RegoValue find(@Nullable RegoValue document, List<RegoValue> path) {
        RegoValue current = existing(document);
        for (RegoValue segment : path) {
            current = child(current, segment);
        }
        return current;
    }

    private static RegoValue existing(@Nullable RegoValue document) {
        if (document == null) {
            throw BuiltinFailure.error("nil value encountered where composite value was expected");
        }
        return document;
    }

    private static RegoValue child(RegoValue value, RegoValue segment) {
        RegoValue found = switch (value) {
            case RegoObject object -> object.get(segment);
            case RegoSet set -> set.find(segment);
            case RegoArray array -> array.find(RegoNumber.of(index(array, segment)));
            default -> throw notComposite(value);
        };
        if (found == null) {
            throw BuiltinFailure.error(
                    "path " + segment + " does not exist in " + value.kind().label() + " term " + value);
        }
        return found;
    }

    private static RegoValue insert(@Nullable RegoValue document, List<RegoValue> path, RegoValue value) {
        if (path.isEmpty()) {
            return value;
        }
        RegoValue parent = existing(document);
        RegoValue segment = path.getFirst();
        if (path.size() > 1) {
            RegoValue changed = insert(child(parent, segment), path.subList(1, path.size()), value);
            return withChild(parent, segment, changed);
        }
        return switch (parent) {
            case RegoObject object -> withChild(object, segment, value);
            case RegoArray array -> {
                long at = index(array, segment);
                if (at < 0 || at > array.size()) {
                    throw BuiltinFailure.error("index for array insertion out of bounds");
                }
                List<RegoValue> elements = new ArrayList<>(array.toList());
                elements.add((int) at, value);
                yield RegoArray.of(elements);
            }
            case RegoSet set -> {
                if (!segment.equals(value)) {
                    throw BuiltinFailure.error("set key " + segment + " does not equal value to be inserted " + value);
                }
                yield with(set, value);
            }
            default -> throw notComposite(parent);
        };
    }

    private static @Nullable RegoValue delete(@Nullable RegoValue document, List<RegoValue> path) {
        if (path.isEmpty()) {
            existing(document);
            return null;
        }
        RegoValue parent = existing(document);
        RegoValue segment = path.getFirst();
        if (path.size() > 1) {
            RegoValue changed = delete(child(parent, segment), path.subList(1, path.size()));
            return withChild(parent, segment, existing(changed));
        }
        return switch (parent) {
            case RegoObject object -> {
                if (!object.containsKey(segment)) {
                    throw BuiltinFailure.error("cannot delete child key " + segment + " that does not exist");
                }
                yield without(object, segment);
            }
            case RegoArray array -> {
                long at = index(array, segment);
                if (at < 0 || at >= array.size()) {
                    throw BuiltinFailure.error("index for array delete out of bounds");
                }
                List<RegoValue> elements = new ArrayList<>(array.toList());
                elements.remove((int) at);
                yield RegoArray.of(elements);
            }
            case RegoSet set -> {
                if (!set.contains(segment)) {
                    throw BuiltinFailure.error("cannot delete child key " + segment + " that does not exist");
                }
                yield Sets.difference(set, RegoSet.of(segment));
            }
            default -> throw notComposite(parent);
        };
    }

    /** The collection with another value in the place of a child that is there (or a new member of an object). */
    private static RegoValue withChild(RegoValue parent, RegoValue segment, RegoValue value) {
        return switch (parent) {
            case RegoObject object -> {
                RegoObject.Builder changed = RegoObject.builder();
                object.forEach(changed::put);
                changed.put(segment, value);
                yield changed.build();
            }
            case RegoArray array -> {
                List<RegoValue> elements = new ArrayList<>(array.toList());
                elements.set((int) index(array, segment), value);
                yield RegoArray.of(elements);
            }
            case RegoSet set -> with(Sets.difference(set, RegoSet.of(segment)), value);
            default -> throw notComposite(parent);
        };
    }

    private static RegoSet with(RegoSet set, RegoValue value) {
        RegoSet.Builder changed = RegoSet.builder();
        set.forEach(changed::add);
        changed.add(value);
        return changed.build();
    }

    private static RegoObject without(RegoObject object, RegoValue key) {
        RegoObject.Builder rest = RegoObject.builder();
        object.forEach((k, v) -> {
            if (!k.equals(key)) {
                rest.put(k, v);
            }
        });
        return rest.build();
    }

    private static long index(RegoArray array, RegoValue segment) {
        if (segment instanceof RegoNumber number) {
            if (!number.isIndex()) {
                throw BuiltinFailure.error("invalid number type for indexing");
            }
            return number.longValue();
        }
        if (!(segment instanceof RegoString string)) {
            throw BuiltinFailure.error("invalid type for indexing");
        }
        String text = string.value();
        if (text.equals("-")) {
            return array.size();
        }
        if (!text.matches("[+-]?[0-9]{1,18}")) {
            throw BuiltinFailure.error("invalid string for indexing");
        }
        if (!text.equals("0") && text.startsWith("0")) {
            throw BuiltinFailure.error("leading zeros are not allowed in JSON paths");
        }
        return Long.parseLong(text);
    }

    private static BuiltinFailure notComposite(RegoValue value) {
        return BuiltinFailure.error("expected composite type, found value: " + value);
    }
}
