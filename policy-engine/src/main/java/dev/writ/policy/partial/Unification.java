package dev.writ.policy.partial;

import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.Literals;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes two simple terms equal: constants, variables, and collections of them. */
final class Unification {
    private final Span place;

    Unification(Span place) {
        this.place = place;
    }

    /** The branch in which both are equal; null where they cannot be. */
    @Nullable
    Branch unify(CheckedTerm first, CheckedTerm second, Branch branch) {
        CheckedTerm left = branch.plugged().term(first);
        CheckedTerm right = branch.plugged().term(second);
        if (left instanceof CheckedTerm.Constant a && right instanceof CheckedTerm.Constant b) {
            return a.value().equals(b.value()) ? branch : null;
        }
        if (left instanceof CheckedTerm.Local a && right instanceof CheckedTerm.Local b) {
            return variables(a, b, branch);
        }
        if (left instanceof CheckedTerm.Local variable) {
            return variable(variable, right, branch);
        }
        if (right instanceof CheckedTerm.Local variable) {
            return variable(variable, left, branch);
        }
        return collections(left, right, branch);
    }

    private static boolean isFree(CheckedTerm.Local local, Branch branch) {
        return !branch.isOpen(local.var()) && !branch.isRigid(local.var());
    }

    private Branch variables(CheckedTerm.Local left, CheckedTerm.Local right, Branch branch) {
        if (left.var().id() == right.var().id()) {
            return branch;
        }
        if (isFree(left, branch)) {
            return branch.with(left.var(), right);
        }
        if (isFree(right, branch)) {
            return branch.with(right.var(), left);
        }
        if (!branch.isRigid(right.var())) {
            return branch.with(right.var(), left);
        }
        return branch.isRigid(left.var()) ? save(left, right, branch) : branch.with(left.var(), right);
    }

    private Branch variable(CheckedTerm.Local variable, CheckedTerm value, Branch branch) {
        boolean contained =
                Occurrences.any(value, found -> found.id() == variable.var().id());
        boolean free = isFree(variable, branch);
        if (contained || branch.isRigid(variable.var()) || (!free && !isMatchable(value))) {
            return save(variable, value, branch);
        }
        Branch bound = branch.with(variable.var(), value);
        return free ? bound : bound.opening(bound.plugged().term(value));
    }

    /** Whether a saved statement can give the variables in a term values. */
    private static boolean isMatchable(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.Constant t -> true;
            case CheckedTerm.Local t -> true;
            case CheckedTerm.ArrayTerm t -> t.elements().stream().allMatch(Unification::isMatchable);
            case CheckedTerm.ObjectTerm t ->
                t.entries().stream()
                        .allMatch(entry -> entry.key() instanceof CheckedTerm.Constant && isMatchable(entry.value()));
            case CheckedTerm.SetTerm t -> false;
            case CheckedTerm.Input t -> false;
            case CheckedTerm.Data t -> false;
            case CheckedTerm.Reference t -> false;
            case CheckedTerm.Comprehension t -> false;
            case CheckedTerm.Template t -> false;
        };
    }

    private @Nullable Branch collections(CheckedTerm left, CheckedTerm right, Branch branch) {
        if (left instanceof CheckedTerm.ArrayTerm || right instanceof CheckedTerm.ArrayTerm) {
            List<CheckedTerm> a = Literals.elements(left);
            List<CheckedTerm> b = Literals.elements(right);
            return a == null || b == null || a.size() != b.size() ? null : all(a, b, branch);
        }
        if (left instanceof CheckedTerm.ObjectTerm || right instanceof CheckedTerm.ObjectTerm) {
            return objects(left, right, branch);
        }
        return save(left, right, branch);
    }

    private @Nullable Branch all(List<CheckedTerm> left, List<CheckedTerm> right, Branch branch) {
        Branch current = branch;
        for (int i = 0; i < left.size() && current != null; i++) {
            current = unify(left.get(i), right.get(i), current);
        }
        return current;
    }

    private @Nullable Branch objects(CheckedTerm left, CheckedTerm right, Branch branch) {
        List<CheckedTerm.Entry> a = entries(left);
        List<CheckedTerm.Entry> b = entries(right);
        if (a == null || b == null) {
            boolean object = isObject(left) && isObject(right);
            return object ? save(left, right, branch) : null;
        }
        if (a.size() != b.size()) {
            return null;
        }
        Branch current = branch;
        for (CheckedTerm.Entry entry : a) {
            CheckedTerm other = find(b, entry.key());
            current = other == null || current == null ? null : unify(entry.value(), other, current);
        }
        return current;
    }

    private static boolean isObject(CheckedTerm term) {
        return term instanceof CheckedTerm.ObjectTerm
                || (term instanceof CheckedTerm.Constant constant && constant.value() instanceof RegoObject);
    }

    /** The entries of an object whose keys are constants, each another one; else null. */
    private static @Nullable List<CheckedTerm.Entry> entries(CheckedTerm term) {
        List<CheckedTerm.Entry> entries = Literals.entries(term);
        if (entries == null) {
            return null;
        }
        List<RegoValue> keys =
                Literals.constants(entries.stream().map(CheckedTerm.Entry::key).toList());
        return keys == null || keys.stream().distinct().count() < keys.size() ? null : entries;
    }

    private static @Nullable CheckedTerm find(List<CheckedTerm.Entry> entries, CheckedTerm key) {
        if (key instanceof CheckedTerm.Constant wanted) {
            for (CheckedTerm.Entry entry : entries) {
                if (entry.key() instanceof CheckedTerm.Constant constant
                        && constant.value().equals(wanted.value())) {
                    return entry.value();
                }
            }
        }
        return null;
    }

    private Branch save(CheckedTerm left, CheckedTerm right, Branch branch) {
        return branch.save(new CheckedStatement.Unify(place, left, right));
    }
}
