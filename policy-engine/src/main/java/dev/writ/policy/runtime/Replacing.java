package dev.writ.policy.runtime;

import static dev.writ.policy.value.Undefined.UNDEFINED;

import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** Documents with a value put in at a path. */
public final class Replacing {

    private Replacing() {}

    /**
     * The document with the value at the path. Objects on the way keep their other keys; whatever else is on the way
     * gives way to an object.
     */
    public static RegoValue at(Maybe document, List<RegoValue> path, RegoValue value) {
        if (path.isEmpty()) {
            return value;
        }
        RegoObject object = document instanceof RegoObject found ? found : RegoObject.EMPTY;
        RegoValue key = path.getFirst();
        RegoValue child = object.get(key);
        RegoObject.Builder result = copyOf(object);
        result.put(key, at(child == null ? UNDEFINED : child, path.subList(1, path.size()), value));
        return result.build();
    }

    /**
     * Base data and what rules make of the same place, together. Objects merge key by key; elsewhere the rules win.
     */
    public static Maybe merge(Maybe base, Maybe virtual) {
        if (base instanceof RegoObject data && virtual instanceof RegoObject rules) {
            return mergeObjects(data, rules);
        }
        return virtual == UNDEFINED ? base : virtual;
    }

    private static RegoObject mergeObjects(RegoObject base, RegoObject virtual) {
        RegoObject.Builder result = copyOf(base);
        virtual.forEach((key, value) -> {
            if (base.get(key) instanceof RegoObject below && value instanceof RegoObject object) {
                result.put(key, mergeObjects(below, object));
            } else {
                result.put(key, value);
            }
        });
        return result.build();
    }

    private static RegoObject.Builder copyOf(RegoObject object) {
        RegoObject.Builder result = RegoObject.builder();
        object.forEach(result::put);
        return result;
    }
}
