package dev.writ.policy.compare;

import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether two values are the same to somebody who reads their JSON. */
final class Sameness {

    private Sameness() {}

    /** Where two values first differ; absent where they are the same. */
    static Optional<List<RegoValue>> difference(RegoValue first, RegoValue second) {
        List<RegoValue> path = new ArrayList<>();
        if (same(first, second, path)) {
            return Optional.empty();
        }
        Collections.reverse(path);
        return Optional.of(List.copyOf(path));
    }

    /** Whether two values differ in nothing but the order of arrays. */
    static boolean sameInAnyOrder(RegoValue first, RegoValue second) {
        return canonical(first, true).equals(canonical(second, true));
    }

    /** On a difference the path is built from its end. */
    private static boolean same(RegoValue first, RegoValue second, List<RegoValue> path) {
        if (first.equals(second)) {
            return true;
        }
        if (first instanceof RegoObject a && second instanceof RegoObject b) {
            return sameObjects(a, b, path);
        }
        if (first instanceof RegoArray a && second instanceof RegoArray b) {
            return sameArrays(a, b, path);
        }
        if (first instanceof RegoSet || second instanceof RegoSet) {
            return sameElements(first, second);
        }
        return false;
    }

    private static boolean sameObjects(RegoObject first, RegoObject second, List<RegoValue> path) {
        for (int i = 0; i < first.size(); i++) {
            RegoValue key = first.keyAt(i);
            RegoValue other = find(second, key);
            if (other == null || !same(first.valueAt(i), other, path)) {
                path.add(key);
                return false;
            }
        }
        for (int i = 0; first.size() != second.size() && i < second.size(); i++) {
            if (find(first, second.keyAt(i)) == null) {
                path.add(second.keyAt(i));
                return false;
            }
        }
        return first.size() == second.size();
    }

    private static @Nullable RegoValue find(RegoObject object, RegoValue key) {
        RegoValue found = object.get(key);
        if (found != null) {
            return found;
        }
        if (!(key instanceof RegoString text)) {
            return object.get(JsonWriter.keyText(key));
        }
        for (int i = 0; i < object.size(); i++) {
            if (!(object.keyAt(i) instanceof RegoString)
                    && JsonWriter.keyText(object.keyAt(i)).equals(text.value())) {
                return object.valueAt(i);
            }
        }
        return null;
    }

    private static boolean sameArrays(RegoArray first, RegoArray second, List<RegoValue> path) {
        int length = Math.min(first.size(), second.size());
        for (int i = 0; i < length; i++) {
            if (!same(first.get(i), second.get(i), path)) {
                path.add(RegoNumber.of(i));
                return false;
            }
        }
        return first.size() == second.size();
    }

    private static boolean sameElements(RegoValue first, RegoValue second) {
        List<RegoValue> a = elements(first);
        List<RegoValue> b = elements(second);
        return (a.equals(b) && !a.isEmpty()) || (isEmpty(first) && isEmpty(second));
    }

    private static boolean isEmpty(RegoValue value) {
        return value.equals(RegoArray.of(List.of())) || value.equals(RegoSet.EMPTY);
    }

    /** The elements of an array or a set in one order; none for other values. */
    private static List<RegoValue> elements(RegoValue value) {
        if (value instanceof RegoSet set) {
            return sorted(set, false);
        }
        return value instanceof RegoArray array ? sorted(array, false) : List.of();
    }

    private static List<RegoValue> sorted(Iterable<RegoValue> values, boolean anyOrder) {
        List<RegoValue> sorted = new ArrayList<>();
        values.forEach(value -> sorted.add(canonical(value, anyOrder)));
        Collections.sort(sorted);
        return sorted;
    }

    /** The value as JSON carries it, sets in one order; with {@code anyOrder} arrays as well. */
    private static RegoValue canonical(RegoValue value, boolean anyOrder) {
        return switch (value) {
            case RegoSet set -> RegoArray.of(sorted(set, anyOrder));
            case RegoArray array when anyOrder -> RegoArray.of(sorted(array, true));
            case RegoArray array ->
                RegoArray.of(array.toList().stream()
                        .map(each -> canonical(each, false))
                        .toList());
            case RegoObject object -> {
                RegoObject.Builder entries = RegoObject.builder();
                object.forEach((key, each) -> entries.put(JsonWriter.keyText(key), canonical(each, anyOrder)));
                yield entries.build();
            }
            case RegoString text -> text;
            case RegoNumber number -> number;
            case RegoBoolean bool -> bool;
            case RegoNull none -> none;
        };
    }
}
