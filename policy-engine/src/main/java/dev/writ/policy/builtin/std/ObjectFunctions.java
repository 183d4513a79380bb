package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Ternary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code object.*} functions. */
final class ObjectFunctions {

    private ObjectFunctions() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "object.get", (Ternary) ObjectFunctions::get,
                "object.keys", (Unary) (context, x) -> Operands.object(x, 1).keys(),
                "object.filter", (Binary) ObjectFunctions::filter,
                "object.remove", (Binary) ObjectFunctions::remove,
                "object.subset", (Binary) (context, x, y) -> RegoBoolean.of(Subsets.contains(context, x, y)),
                "object.union", (Binary) ObjectFunctions::union,
                "object.union_n", (Unary) ObjectFunctions::unionN);
    }

    private static RegoValue get(BuiltinContext context, RegoValue operand, RegoValue path, RegoValue otherwise) {
        RegoValue current = Operands.object(operand, 1);
        if (!(path instanceof RegoArray keys)) {
            RegoValue found = child(current, path);
            return found == null ? otherwise : found;
        }
        for (int i = 0; i < keys.size(); i++) {
            RegoValue next = child(current, keys.get(i));
            if (next == null) {
                return otherwise;
            }
            current = next;
        }
        return current;
    }

    /** What a reference {@code value[key]} finds, or null. */
    static @Nullable RegoValue child(RegoValue value, RegoValue key) {
        return switch (value) {
            case RegoObject object -> object.get(key);
            case RegoArray array -> array.find(key);
            case RegoSet set -> set.contains(key) ? key : null;
            default -> null;
        };
    }

    private static RegoValue filter(BuiltinContext context, RegoValue operand, RegoValue keys) {
        RegoObject object = Operands.object(operand, 1);
        RegoSet wanted = keys(keys);
        RegoObject.Builder result = RegoObject.builder();
        object.forEach((key, value) -> {
            if (wanted.contains(key)) {
                result.put(key, value);
            }
        });
        return result.build();
    }

    private static RegoValue remove(BuiltinContext context, RegoValue operand, RegoValue keys) {
        RegoObject object = Operands.object(operand, 1);
        RegoSet unwanted = keys(keys);
        RegoObject.Builder result = RegoObject.builder();
        object.forEach((key, value) -> {
            if (!unwanted.contains(key)) {
                result.put(key, value);
            }
        });
        return result.build();
    }

    private static RegoSet keys(RegoValue keys) {
        return switch (keys) {
            case RegoArray array -> RegoSet.of(array.toList());
            case RegoSet set -> set;
            case RegoObject object -> object.keys();
            default -> throw Operands.wrongType(2, keys, "object", "set", "array");
        };
    }

    private static RegoValue union(BuiltinContext context, RegoValue first, RegoValue second) {
        return merge(context, Operands.object(first, 1), Operands.object(second, 2), 0);
    }

    private static RegoValue unionN(BuiltinContext context, RegoValue operand) {
        RegoArray objects = Operands.array(operand, 1);
        for (RegoValue element : objects) {
            if (!(element instanceof RegoObject)) {
                throw Operands.wrongElement(1, objects, element, "object");
            }
        }
        RegoObject result = RegoObject.EMPTY;
        for (RegoValue element : objects) {
            context.checkpoint();
            result = merge(context, result, (RegoObject) element, 0);
        }
        return result;
    }

    /** The second object over the first; where both have an object under a key, those are merged too. */
    private static RegoObject merge(BuiltinContext context, RegoObject under, RegoObject over, int depth) {
        if (under.size() == 0 || over.size() == 0) {
            return under.size() == 0 ? over : under;
        }
        if (depth > context.limits().maxDepth()) {
            throw context.limitExceeded("the nesting of `object.union`");
        }
        Limits.collection(context, (long) under.size() + over.size(), "object.union");
        RegoObject.Builder result = RegoObject.builder();
        under.forEach(result::put);
        over.forEach((key, value) -> {
            result.put(
                    key,
                    result.get(key) instanceof RegoObject old && value instanceof RegoObject fresh
                            ? merge(context, old, fresh, depth + 1)
                            : value);
        });
        return result.build();
    }

    static BuiltinFailure unequalKinds() {
        return BuiltinFailure.type("both arguments object.subset must be of the same type or array and set");
    }
}
