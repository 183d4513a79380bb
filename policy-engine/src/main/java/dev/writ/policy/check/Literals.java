package dev.writ.policy.check;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes terms of terms, and takes them apart: collections of constants are constants, and references are one path. */
public final class Literals {
    private Literals() {}

    /** An array, which is a constant if all elements are. */
    public static CheckedTerm array(Span span, List<CheckedTerm> elements) {
        List<RegoValue> values = constants(elements);
        return values == null
                ? new CheckedTerm.ArrayTerm(span, elements)
                : new CheckedTerm.Constant(span, RegoArray.of(values));
    }

    /** A set, which is a constant if all elements are. */
    public static CheckedTerm set(Span span, List<CheckedTerm> elements) {
        List<RegoValue> values = constants(elements);
        return values == null
                ? new CheckedTerm.SetTerm(span, elements)
                : new CheckedTerm.Constant(span, RegoSet.of(values));
    }

    /** An object, which is a constant if all keys and values are. Keys that are equal only now are left as they are: the interpreter knows which of them counts. */
    public static CheckedTerm object(Span span, List<CheckedTerm.Entry> entries) {
        List<RegoValue> keys =
                constants(entries.stream().map(CheckedTerm.Entry::key).toList());
        List<RegoValue> values =
                constants(entries.stream().map(CheckedTerm.Entry::value).toList());
        if (keys == null || values == null || RegoSet.of(keys).size() < keys.size()) {
            return new CheckedTerm.ObjectTerm(span, entries);
        }
        RegoObject.Builder object = RegoObject.builder();
        for (int i = 0; i < keys.size(); i++) {
            object.put(keys.get(i), values.get(i));
        }
        return new CheckedTerm.Constant(span, object.build());
    }

    /** A path into {@code head}, which may be a reference itself; the head where the path is empty. */
    public static CheckedTerm reference(Span span, CheckedTerm head, List<CheckedTerm> path) {
        if (path.isEmpty()) {
            return head;
        }
        if (head instanceof CheckedTerm.Reference inner) {
            List<CheckedTerm> longer = new ArrayList<>(inner.path());
            longer.addAll(path);
            return new CheckedTerm.Reference(span, inner.head(), longer);
        }
        return new CheckedTerm.Reference(span, head, path);
    }

    /** The values, or null where one is no constant. */
    public static @Nullable List<RegoValue> constants(List<CheckedTerm> terms) {
        List<RegoValue> values = new ArrayList<>();
        for (CheckedTerm term : terms) {
            if (!(term instanceof CheckedTerm.Constant constant)) {
                return null;
            }
            values.add(constant.value());
        }
        return values;
    }

    /** The constants at the beginning of a path. */
    public static List<RegoValue> prefix(List<CheckedTerm> path) {
        List<RegoValue> keys = new ArrayList<>();
        for (CheckedTerm operand : path) {
            if (!(operand instanceof CheckedTerm.Constant constant)) {
                break;
            }
            keys.add(constant.value());
        }
        return keys;
    }

    /** The elements of an array, or null where it is none. */
    public static @Nullable List<CheckedTerm> elements(CheckedTerm term) {
        if (term instanceof CheckedTerm.ArrayTerm array) {
            return array.elements();
        }
        if (term instanceof CheckedTerm.Constant constant && constant.value() instanceof RegoArray array) {
            return array.toList().stream()
                    .<CheckedTerm>map(value -> new CheckedTerm.Constant(constant.span(), value))
                    .toList();
        }
        return null;
    }

    /** The entries of an object, or null where it is none. */
    public static @Nullable List<CheckedTerm.Entry> entries(CheckedTerm term) {
        if (term instanceof CheckedTerm.ObjectTerm object) {
            return object.entries();
        }
        if (term instanceof CheckedTerm.Constant constant && constant.value() instanceof RegoObject object) {
            List<CheckedTerm.Entry> entries = new ArrayList<>();
            object.forEach((key, value) -> entries.add(new CheckedTerm.Entry(
                    new CheckedTerm.Constant(constant.span(), key), new CheckedTerm.Constant(constant.span(), value))));
            return entries;
        }
        return null;
    }
}
