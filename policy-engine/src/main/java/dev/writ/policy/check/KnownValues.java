package dev.writ.policy.check;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a body that can only be one of a few constants, such as {@code root} after
 * {@code some root in ["a", "b"]}. Only equations of the body itself count, each for the statements after it.
 */
final class KnownValues {
    /** More alternatives than this are treated as unknown. */
    static final int LIMIT = 64;

    private final Map<Integer, List<RegoValue>> values = new HashMap<>();

    /** Takes note of what {@code statement} says, for those after it. */
    void after(CheckedStatement statement) {
        if (statement instanceof CheckedStatement.Unify unify && !learn(unify.left(), unify.right())) {
            learn(unify.right(), unify.left());
        }
    }

    private boolean learn(CheckedTerm variable, CheckedTerm value) {
        if (!(variable instanceof CheckedTerm.Local local)) {
            return false;
        }
        List<RegoValue> found = of(value);
        if (found == null) {
            return false;
        }
        values.putIfAbsent(local.var().id(), found);
        return true;
    }

    /** All values that {@code term} can have, or null where they are not known. */
    @Nullable
    List<RegoValue> of(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.Constant t -> List.of(t.value());
            case CheckedTerm.Local t -> values.get(t.var().id());
            case CheckedTerm.Reference t -> reference(t);
            case CheckedTerm.Input t -> null;
            case CheckedTerm.Data t -> null;
            case CheckedTerm.ArrayTerm t -> null;
            case CheckedTerm.SetTerm t -> null;
            case CheckedTerm.ObjectTerm t -> null;
            case CheckedTerm.Comprehension t -> null;
            case CheckedTerm.Template t -> null;
        };
    }

    private @Nullable List<RegoValue> reference(CheckedTerm.Reference reference) {
        List<RegoValue> current = of(reference.head());
        for (CheckedTerm operand : reference.path()) {
            if (current == null) {
                return null;
            }
            List<RegoValue> next = new ArrayList<>();
            for (RegoValue value : current) {
                List<RegoValue> members = operand instanceof CheckedTerm.Constant constant
                        ? member(value, constant.value())
                        : members(value);
                if (members == null) {
                    return null;
                }
                next.addAll(members);
            }
            current = next.size() > LIMIT ? null : next;
        }
        return current;
    }

    private static List<RegoValue> member(RegoValue value, RegoValue key) {
        RegoValue found = switch (value) {
            case RegoArray array -> array.find(key);
            case RegoObject object -> object.get(key);
            case RegoSet set -> set.find(key);
            default -> null;
        };
        return found == null ? List.of() : List.of(found);
    }

    private static @Nullable List<RegoValue> members(RegoValue value) {
        return switch (value) {
            case RegoArray array -> array.toList();
            case RegoSet set -> set.toList();
            case RegoObject object -> {
                List<RegoValue> members = new ArrayList<>();
                object.forEach((key, member) -> members.add(member));
                yield members;
            }
            default -> null;
        };
    }
}
