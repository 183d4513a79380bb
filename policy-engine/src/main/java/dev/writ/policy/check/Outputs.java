package dev.writ.policy.check;

import java.util.BitSet;
import java.util.List;

/** Which variables a statement gives values to, once others have theirs. */
final class Outputs {
    private final Marks marks;

    Outputs(Marks marks) {
        this.marks = marks;
    }

    /** The variables that {@code statement} gives values to where those in {@code safe} have one; without those. */
    BitSet of(CheckedStatement statement, BitSet safe) {
        BitSet found = new BitSet();
        switch (statement) {
            case CheckedStatement.Holds s -> references(s.term(), safe, found);
            case CheckedStatement.Unify s -> unify(s, safe, found);
            case CheckedStatement.Call s -> call(s, safe, found);
            case CheckedStatement.Every s -> references(s.domain(), safe, found);
            case CheckedStatement.With s -> with(s, safe, found);
            case CheckedStatement.Not s -> {}
            case CheckedStatement.And s -> {}
            case CheckedStatement.Or s -> {}
            case CheckedStatement.Print s -> {}
        }
        found.andNot(safe);
        return found;
    }

    /** The variables that the statements give values to, one after the other. */
    BitSet ofAll(List<CheckedStatement> statements, BitSet safe) {
        BitSet known = (BitSet) safe.clone();
        for (CheckedStatement statement : statements) {
            known.or(of(statement, known));
        }
        known.andNot(safe);
        return known;
    }

    private void unify(CheckedStatement.Unify unify, BitSet safe, BitSet found) {
        BitSet basis = new BitSet();
        references(unify.left(), safe, basis);
        references(unify.right(), safe, basis);
        found.or(basis);
        basis.or(safe);
        if (marks.isAssignment(unify)) {
            BitSet targets = new BitSet();
            Variables.everywhere(unify.left(), targets);
            basis.andNot(targets);
        }
        found.or(Unifier.unify(basis, unify.left(), unify.right()));
    }

    private void call(CheckedStatement.Call call, BitSet safe, BitSet found) {
        call.args().forEach(arg -> references(arg, safe, found));
        CheckedTerm output = call.output();
        if (output == null) {
            return;
        }
        references(output, safe, found);
        BitSet missing = new BitSet();
        call.args().forEach(arg -> Variables.outside(arg, missing));
        missing.andNot(found);
        missing.andNot(safe);
        if (missing.isEmpty()) {
            matchable(output, found);
        } else {
            found.clear();
        }
    }

    private void with(CheckedStatement.With with, BitSet safe, BitSet found) {
        BitSet needed = new BitSet();
        Variables.outside(new CheckedStatement.With(with.span(), with.replacements(), List.of()), needed);
        needed.andNot(safe);
        if (needed.isEmpty()) {
            found.or(ofAll(with.statements(), safe));
        }
    }

    /** The operands of references that start at something known. */
    private static void references(CheckedTerm term, BitSet safe, BitSet found) {
        switch (term) {
            case CheckedTerm.Reference t -> {
                if (isKnown(t, safe)) {
                    t.path().forEach(operand -> matchable(operand, found));
                    t.path().forEach(operand -> references(operand, safe, found));
                }
            }
            case CheckedTerm.ArrayTerm t -> t.elements().forEach(e -> references(e, safe, found));
            case CheckedTerm.SetTerm t -> t.elements().forEach(e -> references(e, safe, found));
            case CheckedTerm.ObjectTerm t ->
                t.entries().forEach(entry -> {
                    references(entry.key(), safe, found);
                    references(entry.value(), safe, found);
                });
            case CheckedTerm.Constant t -> {}
            case CheckedTerm.Local t -> {}
            case CheckedTerm.Input t -> {}
            case CheckedTerm.Data t -> {}
            case CheckedTerm.Comprehension t -> {}
            case CheckedTerm.Template t -> {}
        }
    }

    /** True if the start of the reference is a document or has a value. */
    static boolean isKnown(CheckedTerm.Reference reference, BitSet safe) {
        return !(reference.head() instanceof CheckedTerm.Local head)
                || safe.get(head.var().id());
    }

    /** The variables that a match of the term against a value gives values to. */
    static void matchable(CheckedTerm term, BitSet found) {
        switch (term) {
            case CheckedTerm.Local t -> found.set(t.var().id());
            case CheckedTerm.Reference t -> t.path().forEach(operand -> matchable(operand, found));
            case CheckedTerm.ArrayTerm t -> t.elements().forEach(element -> matchable(element, found));
            case CheckedTerm.SetTerm t -> t.elements().forEach(element -> matchable(element, found));
            case CheckedTerm.ObjectTerm t -> t.entries().forEach(entry -> matchable(entry.value(), found));
            case CheckedTerm.Constant t -> {}
            case CheckedTerm.Input t -> {}
            case CheckedTerm.Data t -> {}
            case CheckedTerm.Comprehension t -> {}
            case CheckedTerm.Template t -> {}
        }
    }
}
