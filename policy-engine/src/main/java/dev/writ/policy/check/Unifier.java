package dev.writ.policy.check;

import dev.writ.policy.value.RegoValue;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which variables an equation gives values to. Two variables of which neither has a value depend on each other until one
 * of them gets one.
 */
final class Unifier {
    private final BitSet safe;
    private final BitSet unified = new BitSet();
    private final Map<Integer, BitSet> waiting = new HashMap<>();

    private Unifier(BitSet safe) {
        this.safe = safe;
    }

    /** The variables that {@code left = right} gives values to where those in {@code safe} have one. */
    static BitSet unify(BitSet safe, CheckedTerm left, CheckedTerm right) {
        Unifier unifier = new Unifier(safe);
        unifier.equation(left, right);
        return unifier.unified;
    }

    private boolean isSafe(int var) {
        return safe.get(var) || unified.get(var);
    }

    private void equation(CheckedTerm left, CheckedTerm right) {
        if (left instanceof CheckedTerm.Local a && right instanceof CheckedTerm.Local b) {
            variables(a.var().id(), b.var().id());
        } else if (left instanceof CheckedTerm.Local variable) {
            variable(variable.var().id(), right);
        } else if (right instanceof CheckedTerm.Local variable) {
            variable(variable.var().id(), left);
        } else if (isComposite(left) && isComposite(right)) {
            composites(left, right);
        } else if (isComposite(left)
                && isGiven(right)
                && !(right instanceof CheckedTerm.Comprehension c && !takes(c, left, true))) {
            allSafe(left);
        } else if (isComposite(right)
                && isGiven(left)
                && !(left instanceof CheckedTerm.Comprehension c && !takes(c, right, false))) {
            allSafe(right);
        }
    }

    /** OPA takes an array apart by any comprehension on the right, and by one of its kind on the left; an object by one on the left only. */
    private static boolean takes(CheckedTerm.Comprehension comprehension, CheckedTerm structure, boolean onTheRight) {
        boolean array = Literals.elements(structure) != null;
        return switch (comprehension.kind()) {
            case ARRAY -> array;
            case SET -> array && onTheRight;
            case OBJECT -> array == onTheRight;
        };
    }

    private void variables(int a, int b) {
        if (isSafe(b)) {
            markSafe(a);
        } else if (isSafe(a)) {
            markSafe(b);
        } else {
            wait(a, b);
            wait(b, a);
        }
    }

    private void variable(int variable, CheckedTerm other) {
        switch (other) {
            case CheckedTerm.ArrayTerm t -> structure(variable, t);
            case CheckedTerm.ObjectTerm t -> structure(variable, t);
            case CheckedTerm.Reference t -> {
                if (Outputs.isKnown(t, safe)) {
                    markSafe(variable);
                }
            }
            case CheckedTerm.Constant t -> markSafe(variable);
            case CheckedTerm.SetTerm t -> markSafe(variable);
            case CheckedTerm.Input t -> markSafe(variable);
            case CheckedTerm.Data t -> markSafe(variable);
            case CheckedTerm.Comprehension t -> markSafe(variable);
            case CheckedTerm.Template t -> markSafe(variable);
            case CheckedTerm.Local t -> variables(variable, t.var().id());
        }
    }

    private void structure(int variable, CheckedTerm structure) {
        if (isSafe(variable)) {
            allSafe(structure);
            return;
        }
        BitSet missing = new BitSet();
        Outputs.matchable(structure, missing);
        missing.andNot(safe);
        missing.andNot(unified);
        if (missing.isEmpty()) {
            markSafe(variable);
        } else {
            missing.stream().forEach(other -> wait(variable, other));
        }
    }

    private static boolean isComposite(CheckedTerm term) {
        return Literals.elements(term) != null || Literals.entries(term) != null;
    }

    /** True if matching against the term gives values to the variables of a structure. */
    private boolean isGiven(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.Reference t -> Outputs.isKnown(t, safe);
            case CheckedTerm.Comprehension t -> true;
            case CheckedTerm.Input t -> true;
            case CheckedTerm.Data t -> true;
            case CheckedTerm.Constant t -> false;
            case CheckedTerm.Local t -> isSafe(t.var().id());
            case CheckedTerm.SetTerm t -> false;
            case CheckedTerm.Template t -> false;
            case CheckedTerm.ArrayTerm t -> false;
            case CheckedTerm.ObjectTerm t -> false;
        };
    }

    private void composites(CheckedTerm left, CheckedTerm right) {
        List<CheckedTerm> a = Literals.elements(left);
        List<CheckedTerm> b = Literals.elements(right);
        if (a != null && b != null && a.size() == b.size()) {
            for (int i = 0; i < a.size(); i++) {
                equation(a.get(i), b.get(i));
            }
        }
        List<CheckedTerm.Entry> x = Literals.entries(left);
        List<CheckedTerm.Entry> y = Literals.entries(right);
        if (x != null && y != null && x.size() == y.size()) {
            objects(x, y);
        }
    }

    private void objects(List<CheckedTerm.Entry> left, List<CheckedTerm.Entry> right) {
        for (CheckedTerm.Entry entry : left) {
            CheckedTerm other = valueOf(right, entry.key());
            if (other != null) {
                equation(entry.value(), other);
            }
        }
    }

    private static @Nullable CheckedTerm valueOf(List<CheckedTerm.Entry> entries, CheckedTerm key) {
        for (CheckedTerm.Entry entry : entries) {
            if (sameKey(entry.key(), key)) {
                return entry.value();
            }
        }
        return null;
    }

    private static boolean sameKey(CheckedTerm a, CheckedTerm b) {
        if (a instanceof CheckedTerm.Constant x && b instanceof CheckedTerm.Constant y) {
            RegoValue key = x.value();
            return key.equals(y.value());
        }
        return a instanceof CheckedTerm.Local x
                && b instanceof CheckedTerm.Local y
                && x.var().id() == y.var().id();
    }

    private void allSafe(CheckedTerm term) {
        BitSet variables = new BitSet();
        Outputs.matchable(term, variables);
        variables.stream().forEach(this::markSafe);
    }

    private void markSafe(int var) {
        if (unified.get(var)) {
            return;
        }
        unified.set(var);
        BitSet dependents = waiting.remove(var);
        if (dependents != null) {
            dependents.stream().forEach(this::markSafe);
        }
        List<Integer> others = List.copyOf(waiting.keySet());
        for (int other : others) {
            BitSet missing = waiting.get(other);
            if (missing != null && missing.get(var)) {
                missing.clear(var);
                if (missing.isEmpty()) {
                    waiting.remove(other);
                    markSafe(other);
                }
            }
        }
    }

    private void wait(int var, int other) {
        waiting.computeIfAbsent(var, key -> new BitSet()).set(other);
    }
}
