package dev.writ.policy.check;

import dev.writ.policy.check.types.Overlap;
import dev.writ.policy.check.types.Selection;
import dev.writ.policy.check.types.Types;
import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether terms can have types, and what follows from that for variables. */
final class Inference {
    private final TermTypes terms;

    Inference(TermTypes terms) {
        this.terms = terms;
    }

    /** False where the two can never be equal. */
    boolean equal(CheckedTerm left, CheckedTerm right) {
        return equal(left, right, false);
    }

    /**
     * @param inside whether they stand in arrays or objects, where OPA takes what must be evaluated for a variable
     */
    private boolean equal(CheckedTerm left, CheckedTerm right, boolean inside) {
        RegoType leftType = terms.of(left);
        RegoType rightType = terms.of(right);
        boolean leftUnknown = Types.isUnknown(leftType);
        boolean rightUnknown = Types.isUnknown(rightType);
        if (!leftUnknown && !rightUnknown) {
            return Overlap.of(leftType, rightType);
        }
        boolean evaluated = leftUnknown ? isEvaluated(left, inside) : isEvaluated(right, inside);
        if (leftUnknown && !rightUnknown) {
            return evaluated ? mayEqual(leftType, rightType) : fits(left, rightType, false);
        }
        if (!leftUnknown) {
            return evaluated ? mayEqual(rightType, leftType) : fits(right, leftType, false);
        }
        return bothUnknown(left, right, inside);
    }

    private static boolean isEvaluated(CheckedTerm term, boolean inside) {
        return term instanceof CheckedTerm.Reference && !inside;
    }

    /** A reference to nothing, such as one into what is a number or empty, equals nothing. */
    private static boolean mayEqual(RegoType reference, RegoType other) {
        return !(reference instanceof RegoType.Unknown) && Overlap.of(reference, other);
    }

    private boolean bothUnknown(CheckedTerm first, CheckedTerm second, boolean inside) {
        CheckedTerm left = structure(first);
        CheckedTerm right = structure(second);
        if (left instanceof CheckedTerm.ArrayTerm a && right instanceof CheckedTerm.ArrayTerm b) {
            return pairwise(a.elements(), b.elements());
        }
        if (left instanceof CheckedTerm.ObjectTerm a && right instanceof CheckedTerm.ObjectTerm b) {
            return objects(a, b);
        }
        if (left instanceof CheckedTerm.Local && right instanceof CheckedTerm.Local) {
            return fits(left, Types.ANY, false) && fits(right, terms.of(left), false);
        }
        if (areEmptySets(left, right, inside)) {
            return false;
        }
        if (left instanceof CheckedTerm.Local local) {
            return received(local, right, inside);
        }
        if (right instanceof CheckedTerm.Local local) {
            return received(local, left, inside);
        }
        return mayBeAnything(left, inside) || mayBeAnything(right, inside);
    }

    /** What is no variable and of which something is not known equals nothing like it, as OPA has it. */
    private static boolean mayBeAnything(CheckedTerm term, boolean inside) {
        return term instanceof CheckedTerm.Reference || (inside && term instanceof CheckedTerm.Comprehension);
    }

    /** Literals with empty sets in them are looked into, as those with variables are. */
    private static CheckedTerm structure(CheckedTerm term) {
        if (!(term instanceof CheckedTerm.Constant constant)) {
            return term;
        }
        return switch (constant.value()) {
            case RegoArray array ->
                new CheckedTerm.ArrayTerm(
                        term.span(),
                        array.toList().stream()
                                .<CheckedTerm>map(value -> new CheckedTerm.Constant(term.span(), value))
                                .toList());
            case RegoObject object -> {
                List<CheckedTerm.Entry> entries = new ArrayList<>();
                object.forEach((key, value) -> entries.add(new CheckedTerm.Entry(
                        new CheckedTerm.Constant(term.span(), key), new CheckedTerm.Constant(term.span(), value))));
                yield new CheckedTerm.ObjectTerm(term.span(), entries);
            }
            default -> term;
        };
    }

    /** OPA knows nothing of two sets without elements and refuses to compare them, unless one can be a variable. */
    private boolean areEmptySets(CheckedTerm left, CheckedTerm right, boolean inside) {
        return isEmptySet(left)
                && isEmptySet(right)
                && !(isVariable(left, inside) && isVariable(right, inside))
                && !(left instanceof CheckedTerm.Local && right instanceof CheckedTerm.Reference)
                && !(left instanceof CheckedTerm.Reference && right instanceof CheckedTerm.Local);
    }

    private boolean isEmptySet(CheckedTerm term) {
        return terms.of(term) instanceof RegoType.SetType type && Types.isUnknown(type);
    }

    private static boolean isVariable(CheckedTerm term, boolean inside) {
        return term instanceof CheckedTerm.Local || (inside && term instanceof CheckedTerm.Reference);
    }

    /** A variable without a type gets what is known of the other side. */
    private boolean received(CheckedTerm.Local local, CheckedTerm other, boolean inside) {
        if (other instanceof CheckedTerm.ArrayTerm || other instanceof CheckedTerm.ObjectTerm) {
            fits(other, Types.ANY, false);
            return fits(local, loose(other), false);
        }
        RegoType type = terms.of(other);
        boolean known = !(type instanceof RegoType.Unknown)
                && !(other instanceof CheckedTerm.Reference)
                && !(inside && other instanceof CheckedTerm.Comprehension);
        return fits(local, known ? type : Types.ANY, false);
    }

    /** The type of a literal in which everything that has to be evaluated may be anything, as OPA has it. */
    private RegoType loose(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.ArrayTerm t ->
                Types.bounded(new RegoType.ArrayType(
                        t.elements().stream().map(this::loose).toList(), null));
            case CheckedTerm.ObjectTerm t -> Types.bounded(TermTypes.object(t, key -> Types.ANY, this::loose));
            case CheckedTerm.Reference ignored -> Types.ANY;
            case CheckedTerm.Comprehension ignored -> Types.ANY;
            case CheckedTerm.Template ignored -> Types.ANY;
            case CheckedTerm.SetTerm t -> terms.of(t);
            case CheckedTerm.Constant t -> terms.of(t);
            case CheckedTerm.Local t -> terms.of(t);
            case CheckedTerm.Input t -> terms.of(t);
            case CheckedTerm.Data t -> terms.of(t);
        };
    }

    private boolean pairwise(List<CheckedTerm> left, List<CheckedTerm> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i), true)) {
                return false;
            }
        }
        return true;
    }

    private boolean objects(CheckedTerm.ObjectTerm left, CheckedTerm.ObjectTerm right) {
        if (left.entries().size() != right.entries().size()) {
            return false;
        }
        for (CheckedTerm.Entry entry : left.entries()) {
            CheckedTerm other = value(right, entry.key());
            if (other == null || !equal(entry.value(), other, true)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable CheckedTerm value(CheckedTerm.ObjectTerm object, CheckedTerm key) {
        for (CheckedTerm.Entry entry : object.entries()) {
            if (isSame(entry.key(), key)) {
                return entry.value();
            }
        }
        return null;
    }

    private static boolean areSame(List<CheckedTerm> first, List<CheckedTerm> second) {
        boolean same = first.size() == second.size();
        for (int i = 0; same && i < first.size(); i++) {
            same = isSame(first.get(i), second.get(i));
        }
        return same;
    }

    private static List<CheckedTerm> parts(CheckedTerm.ObjectTerm object) {
        List<CheckedTerm> parts = new ArrayList<>();
        object.entries().forEach(entry -> {
            parts.add(entry.key());
            parts.add(entry.value());
        });
        return parts;
    }

    private static boolean isSame(CheckedTerm first, CheckedTerm second) {
        return switch (first) {
            case CheckedTerm.Constant a ->
                second instanceof CheckedTerm.Constant b && a.value().equals(b.value());
            case CheckedTerm.Local a ->
                second instanceof CheckedTerm.Local b && a.var().id() == b.var().id();
            case CheckedTerm.ArrayTerm a ->
                second instanceof CheckedTerm.ArrayTerm b && areSame(a.elements(), b.elements());
            case CheckedTerm.SetTerm a ->
                second instanceof CheckedTerm.SetTerm b && areSame(a.elements(), b.elements());
            case CheckedTerm.ObjectTerm a -> second instanceof CheckedTerm.ObjectTerm b && areSame(parts(a), parts(b));
            case CheckedTerm.Reference ignored -> false;
            case CheckedTerm.Comprehension ignored -> false;
            case CheckedTerm.Template ignored -> false;
            case CheckedTerm.Input ignored -> false;
            case CheckedTerm.Data ignored -> false;
        };
    }

    /**
     * False where {@code term} can never be of {@code type}. Variables without a type get it.
     *
     * @param several whether the type is one of several, so that variables have one of them
     */
    boolean fits(CheckedTerm term, RegoType type, boolean several) {
        return switch (term) {
            case CheckedTerm.Local t -> variable(t.var(), type, several);
            case CheckedTerm.ArrayTerm t -> array(t, type, several);
            case CheckedTerm.ObjectTerm t -> object(t, type, several);
            case CheckedTerm.SetTerm t -> set(t, type, several);
            case CheckedTerm.Constant t -> constant(t.value(), type);
            case CheckedTerm.Reference t -> reference(t, type);
            case CheckedTerm.Input t -> Overlap.of(terms.of(t), type);
            case CheckedTerm.Data t -> Overlap.of(terms.of(t), type);
            case CheckedTerm.Comprehension t -> Overlap.of(terms.of(t), type);
            case CheckedTerm.Template t -> Overlap.of(Types.STRING, type);
        };
    }

    /** The empty set, of whose elements nothing is known, is taken for anything where a rule gives it. */
    private boolean reference(CheckedTerm.Reference reference, RegoType type) {
        RegoType known = terms.of(reference);
        return Types.isUnknown(known) || Overlap.of(known, type);
    }

    private boolean variable(LocalVar var, RegoType type, boolean several) {
        RegoType known = terms.locals().of(var);
        if (several) {
            terms.locals().put(var, Types.or(known, type));
            return true;
        }
        if (!(known instanceof RegoType.Unknown)) {
            return Overlap.of(known, type);
        }
        terms.locals().put(var, type);
        return true;
    }

    private boolean array(CheckedTerm.ArrayTerm array, RegoType type, boolean several) {
        return switch (type) {
            case RegoType.ArrayType t -> {
                boolean fits = array.elements().size() == t.fixed().size() || t.rest() != null;
                for (int i = 0; fits && i < array.elements().size(); i++) {
                    RegoType element = Selection.at(t, i);
                    fits = element == null || fits(array.elements().get(i), element, several);
                }
                yield fits;
            }
            case RegoType.Recursive t -> array(array, t.target(), several);
            case RegoType.Union t -> anyOf(array, t);
            case RegoType.Any t -> all(array.elements());
            case RegoType.Unknown t -> all(array.elements());
            case RegoType.Scalar t -> false;
            case RegoType.ObjectType t -> false;
            case RegoType.SetType t -> false;
            case RegoType.FunctionType t -> false;
        };
    }

    private boolean object(CheckedTerm.ObjectTerm object, RegoType type, boolean several) {
        return switch (type) {
            case RegoType.ObjectType t -> entries(object, t, several);
            case RegoType.Recursive t -> object(object, t.target(), several);
            case RegoType.Union t -> anyOf(object, t);
            case RegoType.Any t -> anything(object);
            case RegoType.Unknown t -> anything(object);
            case RegoType.Scalar t -> false;
            case RegoType.ArrayType t -> false;
            case RegoType.SetType t -> false;
            case RegoType.FunctionType t -> false;
        };
    }

    private boolean anything(CheckedTerm.ObjectTerm object) {
        all(object.entries().stream().map(CheckedTerm.Entry::key).toList());
        return all(object.entries().stream().map(CheckedTerm.Entry::value).toList());
    }

    private boolean entries(CheckedTerm.ObjectTerm object, RegoType.ObjectType type, boolean several) {
        if (object.entries().size() != type.fixed().size() && type.value() == null) {
            return false;
        }
        // Constant keys first, as OPA sorts them: variables get their types from those.
        for (CheckedTerm.Entry entry : object.entries()) {
            if (entry.key() instanceof CheckedTerm.Constant key) {
                RegoType value = Selection.select(type, key.value());
                if (value == null || !fits(entry.value(), value, several)) {
                    return false;
                }
            }
        }
        for (CheckedTerm.Entry entry : object.entries()) {
            if (!(entry.key() instanceof CheckedTerm.Constant)) {
                fits(entry.value(), Types.ANY, several);
            }
        }
        return true;
    }

    private boolean set(CheckedTerm.SetTerm set, RegoType type, boolean several) {
        return switch (type) {
            case RegoType.SetType t -> {
                // Nothing but a variable can be in a set that is always empty.
                boolean fits = !Types.isEmptyCollection(t)
                        || set.elements().stream().allMatch(CheckedTerm.Local.class::isInstance);
                for (CheckedTerm element : set.elements()) {
                    fits &= fits(element, t.element(), several);
                }
                yield fits;
            }
            case RegoType.Recursive t -> set(set, t.target(), several);
            case RegoType.Union t -> anyOf(set, t);
            case RegoType.Any t -> all(set.elements());
            case RegoType.Unknown t -> all(set.elements());
            case RegoType.Scalar t -> false;
            case RegoType.ArrayType t -> false;
            case RegoType.ObjectType t -> false;
            case RegoType.FunctionType t -> false;
        };
    }

    private boolean all(List<CheckedTerm> parts) {
        parts.forEach(part -> fits(part, Types.ANY, true));
        return true;
    }

    private boolean anyOf(CheckedTerm term, RegoType.Union union) {
        boolean fits = false;
        for (RegoType type : union.types()) {
            fits |= fits(term, type, true);
        }
        return fits;
    }

    private static boolean constant(RegoValue value, RegoType type) {
        return switch (type) {
            case RegoType.Any t -> true;
            case RegoType.Unknown t -> true;
            case RegoType.Recursive t -> constant(value, t.target());
            case RegoType.Union t -> t.types().stream().anyMatch(one -> constant(value, one));
            case RegoType.Scalar t -> value.kind() == t.kind();
            case RegoType.FunctionType t -> false;
            case RegoType.ArrayType t -> value instanceof RegoArray array && array(array, t);
            case RegoType.SetType t ->
                value instanceof RegoSet set
                        && (set.size() == 0 || !Types.isEmptyCollection(t))
                        && set.toList().stream().allMatch(element -> constant(element, t.element()));
            case RegoType.ObjectType t -> value instanceof RegoObject object && object(object, t);
        };
    }

    private static boolean array(RegoArray array, RegoType.ArrayType type) {
        if (array.size() != type.fixed().size() && type.rest() == null) {
            return false;
        }
        for (int i = 0; i < array.size(); i++) {
            RegoType element = Selection.at(type, i);
            if (element != null && !constant(array.get(i), element)) {
                return false;
            }
        }
        return true;
    }

    private static boolean object(RegoObject object, RegoType.ObjectType type) {
        if (object.size() != type.fixed().size() && type.value() == null) {
            return false;
        }
        for (int i = 0; i < object.size(); i++) {
            RegoType value = Selection.select(type, object.keyAt(i));
            if (value == null || !constant(object.valueAt(i), value)) {
                return false;
            }
        }
        return true;
    }
}
