package dev.writ.policy.runtime;

import static dev.writ.policy.value.Undefined.UNDEFINED;

import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** References into values. */
public final class Lookups {

    private Lookups() {}

    /**
     * {@code container[key]}: the value under a key of an object, the element at an index of an array, the key itself, as
     * it is written, where it is in a set. Undefined for everything else.
     */
    public static Maybe lookup(RegoValue container, RegoValue key) {
        return switch (container) {
            case RegoObject object -> orUndefined(object.get(key));
            case RegoArray array -> orUndefined(array.find(key));
            case RegoSet set -> set.contains(key) ? key : UNDEFINED;
            case RegoString ignored -> UNDEFINED;
            case RegoNumber ignored -> UNDEFINED;
            case RegoBoolean ignored -> UNDEFINED;
            case RegoNull ignored -> UNDEFINED;
        };
    }

    /** Follows several keys. */
    public static Maybe path(Maybe start, List<RegoValue> keys) {
        Maybe current = start;
        for (int i = 0; i < keys.size(); i++) {
            if (!(current instanceof RegoValue container)) {
                return UNDEFINED;
            }
            current = lookup(container, keys.get(i));
        }
        return current;
    }

    /**
     * Follows constant keys through base data, where an integer also finds the object key that is written like it and a
     * string the array element at the index it writes: base data are addressed by paths of text, as in OPA's store.
     */
    public static Maybe basePath(RegoValue data, List<RegoValue> keys) {
        Maybe current = data;
        for (RegoValue key : keys) {
            if (!(current instanceof RegoValue container)) {
                return UNDEFINED;
            }
            current = stored(container, key);
        }
        return current;
    }

    /** {@code container[key]} where the container is a part of the base data. */
    public static Maybe stored(RegoValue container, RegoValue key) {
        Maybe found = lookup(container, key);
        return found == UNDEFINED ? byText(container, key) : found;
    }

    private static Maybe byText(RegoValue container, RegoValue key) {
        if (container instanceof RegoObject object && key instanceof RegoNumber number && number.isInteger()) {
            return orUndefined(object.get(RegoString.of(number.text())));
        }
        if (container instanceof RegoArray array && key instanceof RegoString text && isIndex(text.value())) {
            return orUndefined(array.find(RegoNumber.parse(text.value())));
        }
        return UNDEFINED;
    }

    private static boolean isIndex(String text) {
        return text.equals("0") || (text.length() < 10 && text.matches("[1-9][0-9]*"));
    }

    /** The absence of an element, which collections say with null, as undefined. */
    public static Maybe orUndefined(@Nullable RegoValue found) {
        return found == null ? UNDEFINED : found;
    }

    /** How many elements iterating the value gives; -1 for values that cannot be iterated. */
    public static int elements(RegoValue value) {
        return switch (value) {
            case RegoObject object -> object.size();
            case RegoArray array -> array.size();
            case RegoSet set -> set.size();
            case RegoString ignored -> -1;
            case RegoNumber ignored -> -1;
            case RegoBoolean ignored -> -1;
            case RegoNull ignored -> -1;
        };
    }
}
