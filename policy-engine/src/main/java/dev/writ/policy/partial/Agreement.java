package dev.writ.policy.partial;

import dev.writ.policy.check.Callee;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.Literals;
import dev.writ.policy.value.RegoValue;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the results of rules for one document can never contradict each other. If they can, the rules must stay rules: in
 * queries of their own each would hold for itself, where evaluation ends in a conflict.
 */
final class Agreement {
    /** Of more results than these no pairs are compared: they come from data rather than from rules. */
    private static final int COMPARED = 200;

    private Agreement() {}

    /** @param start the branch that the results started in */
    static boolean holds(List<Evaluator.Value> results, Branch start) {
        List<CheckedTerm> terms = results.stream()
                .map(result -> result.branch().plugged().term(result.term()))
                .toList();
        for (int i = 0; i < terms.size(); i++) {
            if (!(terms.get(i) instanceof CheckedTerm.Constant)
                    && !hasOneValue(terms.get(i), results.get(i).branch(), start)) {
                return false;
            }
        }
        if (terms.stream().allMatch(term -> agree(terms.getFirst(), term))) {
            return true;
        }
        return terms.size() <= COMPARED && excludeEachOther(terms, results);
    }

    private static boolean agree(CheckedTerm left, CheckedTerm right) {
        return left instanceof CheckedTerm.Constant a
                && right instanceof CheckedTerm.Constant b
                && a.value().equals(b.value());
    }

    /** Whether all that do not agree need another value at one place of the input. */
    private static boolean excludeEachOther(List<CheckedTerm> terms, List<Evaluator.Value> results) {
        List<Map<List<RegoValue>, RegoValue>> needed =
                results.stream().map(result -> needed(result.branch())).toList();
        for (int i = 0; i < terms.size(); i++) {
            for (int j = i + 1; j < terms.size(); j++) {
                if (!agree(terms.get(i), terms.get(j)) && !excludes(needed.get(i), needed.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean excludes(Map<List<RegoValue>, RegoValue> left, Map<List<RegoValue>, RegoValue> right) {
        return right.entrySet().stream().anyMatch(entry -> {
            RegoValue other = left.get(entry.getKey());
            return other != null && !other.equals(entry.getValue());
        });
    }

    private static Map<List<RegoValue>, RegoValue> needed(Branch branch) {
        Map<List<RegoValue>, RegoValue> needed = new HashMap<>();
        for (CheckedStatement statement : branch.saved()) {
            if (statement instanceof CheckedStatement.Unify unify) {
                needed(unify.left(), unify.right(), needed);
                needed(unify.right(), unify.left(), needed);
            }
        }
        return needed;
    }

    private static void needed(CheckedTerm place, CheckedTerm value, Map<List<RegoValue>, RegoValue> needed) {
        if (place instanceof CheckedTerm.Reference reference
                && reference.head() instanceof CheckedTerm.Input
                && value instanceof CheckedTerm.Constant constant) {
            List<RegoValue> path = Literals.constants(reference.path());
            if (path != null) {
                needed.put(path, constant.value());
            }
        }
    }

    /** Whether no statement of a result has several solutions, given what was open before. */
    private static boolean hasOneValue(CheckedTerm value, Branch end, Branch start) {
        BitSet determined = start.open();
        List<CheckedStatement> saved = end.saved();
        boolean more = true;
        while (more) {
            BitSet before = (BitSet) determined.clone();
            saved.forEach(statement -> determine(statement, determined));
            more = !before.equals(determined);
        }
        return !Occurrences.any(value, variable -> !determined.get(variable.id()));
    }

    private static void determine(CheckedStatement statement, BitSet determined) {
        switch (statement) {
            case CheckedStatement.Unify s -> {
                if (isDetermined(s.right(), determined)) {
                    mark(s.left(), determined);
                }
                if (isDetermined(s.left(), determined)) {
                    mark(s.right(), determined);
                }
            }
            case CheckedStatement.Call s -> {
                boolean single = s.callee() instanceof Callee.Function
                        || !s.callee().name().equals("walk");
                CheckedTerm output = s.output();
                if (output != null && single && s.args().stream().allMatch(arg -> isDetermined(arg, determined))) {
                    mark(output, determined);
                }
            }
            case CheckedStatement.Holds s -> {}
            case CheckedStatement.Not s -> {}
            case CheckedStatement.Every s -> {}
            case CheckedStatement.And s -> {}
            case CheckedStatement.Or s -> {}
            case CheckedStatement.With s -> {}
            case CheckedStatement.Print s -> {}
        }
    }

    /** The variables of a pattern that is equal to one value. */
    private static void mark(@Nullable CheckedTerm pattern, BitSet determined) {
        switch (pattern) {
            case CheckedTerm.Local t -> determined.set(t.var().id());
            case CheckedTerm.ArrayTerm t -> t.elements().forEach(element -> mark(element, determined));
            case CheckedTerm.ObjectTerm t -> t.entries().forEach(entry -> mark(entry.value(), determined));
            case null, default -> {}
        }
    }

    private static boolean isDetermined(CheckedTerm term, BitSet determined) {
        boolean[] all = {true};
        Occurrences.outside(term, variable -> all[0] &= determined.get(variable.id()));
        return all[0];
    }
}
