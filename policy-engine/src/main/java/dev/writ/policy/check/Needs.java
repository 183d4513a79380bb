package dev.writ.policy.check;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which variables a statement needs, or gives values to. */
final class Needs {
    private final Marks marks;
    private final Outputs outputs;

    Needs(Marks marks, Outputs outputs) {
        this.marks = marks;
        this.outputs = outputs;
    }

    /** The variables that the statement shares with the statements next to it. */
    BitSet shared(CheckedStatement statement) {
        BitSet found = new BitSet();
        shared(statement, found);
        return found;
    }

    private void shared(CheckedStatement statement, BitSet found) {
        Variables.outside(statement, found);
        switch (statement) {
            case CheckedStatement.Not s -> {
                if (marks.isPlain(s)) {
                    s.body().statements().forEach(inner -> shared(inner, found));
                } else {
                    implicit(s.body(), found);
                }
            }
            case CheckedStatement.And s -> {
                implicit(s.left(), found);
                implicit(s.right(), found);
            }
            case CheckedStatement.Or s -> {
                implicit(s.left(), found);
                implicit(s.right(), found);
            }
            case CheckedStatement.With s -> s.statements().forEach(inner -> shared(inner, found));
            case CheckedStatement.Holds s -> {}
            case CheckedStatement.Unify s -> {}
            case CheckedStatement.Call s -> {}
            case CheckedStatement.Every s -> {}
            case CheckedStatement.Print s -> {}
        }
    }

    /** A body without braces: what it does not find a value for in itself comes from outside. */
    private void implicit(CheckedBody body, BitSet found) {
        if (!marks.isImplicit(body)) {
            return;
        }
        List<CheckedStatement> statements = body.statements();
        Map<Integer, Integer> occurrences = new HashMap<>();
        for (CheckedStatement statement : statements) {
            BitSet inStatement = new BitSet();
            Variables.outside(statement, inStatement);
            inStatement.stream().forEach(var -> occurrences.merge(var, 1, Integer::sum));
        }
        BitSet bound = statements.size() == 1 ? new BitSet() : boundInside(statements, occurrences);
        occurrences.forEach((var, count) -> {
            if (count == 1 || !bound.get(var)) {
                found.set(var);
            }
        });
    }

    private BitSet boundInside(List<CheckedStatement> statements, Map<Integer, Integer> occurrences) {
        BitSet known = new BitSet();
        occurrences.keySet().forEach(known::set);
        for (CheckedStatement statement : statements) {
            if (statement instanceof CheckedStatement.Unify unify) {
                clearSide(unify.left(), known);
                clearSide(unify.right(), known);
            }
        }
        BitSet bound = new BitSet();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (CheckedStatement statement : statements) {
                if (statement instanceof CheckedStatement.Unify unify) {
                    BitSet fresh = outputs.of(unify, known);
                    fresh.andNot(bound);
                    changed |= !fresh.isEmpty();
                    bound.or(fresh);
                    known.or(fresh);
                }
            }
        }
        for (CheckedStatement statement : statements) {
            CheckedTerm output = statement instanceof CheckedStatement.Call call ? call.output() : null;
            if (output != null) {
                Outputs.matchable(output, bound);
            }
        }
        return bound;
    }

    private static void clearSide(CheckedTerm side, BitSet known) {
        if (side instanceof CheckedTerm.Local local) {
            known.clear(local.var().id());
        }
    }

    /** All variables in bodies nested in the statement; those of a plain negation are not nested. */
    BitSet closed(CheckedStatement statement) {
        BitSet found = new BitSet();
        closed(statement, found);
        return found;
    }

    private void closed(CheckedStatement statement, BitSet found) {
        switch (statement) {
            case CheckedStatement.Not s -> {
                if (marks.isPlain(s)) {
                    s.body().statements().forEach(inner -> closed(inner, found));
                } else {
                    body(s.body(), found);
                }
            }
            case CheckedStatement.Every s -> body(s.body(), found);
            case CheckedStatement.And s -> s.eachBody(body -> body(body, found));
            case CheckedStatement.Or s -> s.eachBody(body -> body(body, found));
            case CheckedStatement.With s -> s.statements().forEach(inner -> closed(inner, found));
            case CheckedStatement.Holds s -> Closures.in(s.term(), found);
            case CheckedStatement.Unify s -> s.eachTerm(term -> Closures.in(term, found));
            case CheckedStatement.Call s -> s.eachTerm(term -> Closures.in(term, found));
            case CheckedStatement.Print s -> s.operands().forEach(operand -> Closures.in(operand, found));
        }
    }

    private static void body(CheckedBody body, BitSet found) {
        body.statements().forEach(inner -> Variables.everywhere(inner, found));
    }
}
