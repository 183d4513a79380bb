package dev.writ.policy.check;

import dev.writ.policy.check.types.DocumentTypes;
import dev.writ.policy.check.types.Selection;
import dev.writ.policy.check.types.Types;
import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The types of terms in one body.
 *
 * @param closures the types of comprehensions, found before what uses them is looked at
 */
record TermTypes(DocumentTypes documents, LocalTypes locals, Map<CheckedTerm.Comprehension, RegoType> closures) {

    static TermTypes of(DocumentTypes documents, LocalTypes locals) {
        return new TermTypes(documents, locals, new IdentityHashMap<>());
    }

    /** The same variables where other documents are seen. */
    TermTypes with(DocumentTypes seen) {
        return new TermTypes(seen, locals, closures);
    }

    /** What is known of {@code term}; unknown where nothing is, or where it can have no value. */
    RegoType of(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.Constant t -> Types.of(t.value());
            case CheckedTerm.Local t -> locals.of(t.var());
            case CheckedTerm.Input t -> found(documents.find(DocumentTypes.input(List.of())));
            case CheckedTerm.Data t -> found(documents.find(DocumentTypes.data(List.of())));
            case CheckedTerm.Reference t -> reference(t);
            case CheckedTerm.ArrayTerm t ->
                Types.bounded(new RegoType.ArrayType(
                        t.elements().stream().map(this::of).toList(), null));
            case CheckedTerm.SetTerm t -> {
                RegoType element = Types.UNKNOWN;
                for (CheckedTerm member : t.elements()) {
                    element = Types.or(element, of(member));
                }
                yield Types.bounded(new RegoType.SetType(element));
            }
            case CheckedTerm.ObjectTerm t -> Types.bounded(object(t, this::of, this::of));
            case CheckedTerm.Comprehension t -> closures.getOrDefault(t, Types.UNKNOWN);
            case CheckedTerm.Template t -> Types.STRING;
        };
    }

    private static RegoType found(@Nullable RegoType type) {
        return type == null ? Types.UNKNOWN : type;
    }

    /** The type of a literal object, whose parts have the types that the functions give. */
    static RegoType object(
            CheckedTerm.ObjectTerm object,
            Function<CheckedTerm, RegoType> typeOfKey,
            Function<CheckedTerm, RegoType> typeOfValue) {
        SortedMap<RegoValue, RegoType> fixed = new TreeMap<>();
        RegoType keys = null;
        RegoType values = null;
        for (CheckedTerm.Entry entry : object.entries()) {
            if (entry.key() instanceof CheckedTerm.Constant key) {
                fixed.put(key.value(), typeOfValue.apply(entry.value()));
            } else {
                RegoType key = typeOfKey.apply(entry.key());
                RegoType value = typeOfValue.apply(entry.value());
                keys = keys == null ? key : Types.or(keys, key);
                values = values == null ? value : Types.or(values, value);
            }
        }
        return new RegoType.ObjectType(fixed, keys, values);
    }

    private RegoType reference(CheckedTerm.Reference reference) {
        List<@Nullable RegoValue> path = new ArrayList<>();
        for (CheckedTerm operand : reference.path()) {
            path.add(scalar(operand));
        }
        return switch (reference.head()) {
            case CheckedTerm.Data t -> found(documents.find(rooted("data", path)));
            case CheckedTerm.Input t -> found(documents.find(rooted("input", path)));
            case CheckedTerm.Local t -> within(locals.of(t.var()), path);
            case CheckedTerm.Constant t -> within(Types.of(t.value()), path);
            case CheckedTerm.Reference t -> Types.UNKNOWN;
            case CheckedTerm.ArrayTerm t -> Types.UNKNOWN;
            case CheckedTerm.SetTerm t -> Types.UNKNOWN;
            case CheckedTerm.ObjectTerm t -> Types.UNKNOWN;
            case CheckedTerm.Comprehension t -> Types.UNKNOWN;
            case CheckedTerm.Template t -> Types.UNKNOWN;
        };
    }

    private static boolean isScalar(RegoValue value) {
        return switch (value.kind()) {
            case NULL, BOOLEAN, NUMBER, STRING -> true;
            case ARRAY, OBJECT, SET -> false;
        };
    }

    /** The value of a constant that is no collection, or null. */
    static @Nullable RegoValue scalar(CheckedTerm term) {
        return term instanceof CheckedTerm.Constant constant && isScalar(constant.value()) ? constant.value() : null;
    }

    private static List<@Nullable RegoValue> rooted(String document, List<@Nullable RegoValue> path) {
        List<@Nullable RegoValue> full = new ArrayList<>();
        full.add(RegoString.of(document));
        full.addAll(path);
        return full;
    }

    private static RegoType within(RegoType head, List<@Nullable RegoValue> path) {
        return found(Selection.follow(head, path));
    }
}
