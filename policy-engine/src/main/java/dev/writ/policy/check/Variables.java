package dev.writ.policy.check;

import java.util.BitSet;
import java.util.function.Consumer;

/** The variables that occur in terms and statements. */
final class Variables {
    private final Consumer<CheckedTerm.Local> found;
    private final boolean nested;

    private Variables(Consumer<CheckedTerm.Local> found, boolean nested) {
        this.found = found;
        this.nested = nested;
    }

    /** Adds the ids of all variables, those in nested bodies too. */
    static void everywhere(CheckedStatement statement, BitSet found) {
        everywhere(statement, local -> found.set(local.var().id()));
    }

    /** Adds the ids of all variables, those in nested bodies too. */
    static void everywhere(CheckedTerm term, BitSet found) {
        new Variables(local -> found.set(local.var().id()), true).term(term);
    }

    /** Gives all occurrences to {@code found}, those in nested bodies too. */
    static void everywhere(CheckedStatement statement, Consumer<CheckedTerm.Local> found) {
        new Variables(found, true).statement(statement);
    }

    /** Adds the ids of the variables outside of nested bodies. */
    static void outside(CheckedTerm term, BitSet found) {
        outside(term, local -> found.set(local.var().id()));
    }

    /** Gives the occurrences outside of nested bodies to {@code found}. */
    static void outside(CheckedTerm term, Consumer<CheckedTerm.Local> found) {
        new Variables(found, false).term(term);
    }

    /** Adds the ids of the variables outside of nested bodies. */
    static void outside(CheckedStatement statement, BitSet found) {
        outside(statement, local -> found.set(local.var().id()));
    }

    /** Gives the occurrences outside of nested bodies to {@code found}. */
    static void outside(CheckedStatement statement, Consumer<CheckedTerm.Local> found) {
        new Variables(found, false).statement(statement);
    }

    private void body(CheckedBody body) {
        if (nested) {
            body.statements().forEach(this::statement);
        }
    }

    private void statement(CheckedStatement statement) {
        switch (statement) {
            case CheckedStatement.Holds s -> term(s.term());
            case CheckedStatement.Unify s -> {
                term(s.left());
                term(s.right());
            }
            case CheckedStatement.Call s -> {
                s.args().forEach(this::term);
                CheckedTerm output = s.output();
                if (output != null) {
                    term(output);
                }
            }
            case CheckedStatement.Not s -> body(s.body());
            case CheckedStatement.Every s -> {
                term(s.domain());
                body(s.body());
            }
            case CheckedStatement.And s -> {
                body(s.left());
                body(s.right());
            }
            case CheckedStatement.Or s -> {
                body(s.left());
                body(s.right());
            }
            case CheckedStatement.With s -> {
                s.replacements().forEach(this::replacement);
                s.statements().forEach(this::statement);
            }
            case CheckedStatement.Print s -> s.operands().forEach(this::part);
        }
    }

    private void replacement(Replacement replacement) {
        switch (replacement) {
            case Replacement.OfInput r -> term(r.value());
            case Replacement.OfData r -> term(r.value());
            case Replacement.OfFunctionByValue r -> term(r.value());
            case Replacement.OfFunctionByFunction r -> {}
        }
    }

    private void term(CheckedTerm term) {
        switch (term) {
            case CheckedTerm.Constant t -> {}
            case CheckedTerm.Input t -> {}
            case CheckedTerm.Data t -> {}
            case CheckedTerm.Local t -> found.accept(t);
            case CheckedTerm.Reference t -> {
                term(t.head());
                t.path().forEach(this::term);
            }
            case CheckedTerm.ArrayTerm t -> t.elements().forEach(this::term);
            case CheckedTerm.SetTerm t -> t.elements().forEach(this::term);
            case CheckedTerm.ObjectTerm t ->
                t.entries().forEach(entry -> {
                    term(entry.key());
                    term(entry.value());
                });
            case CheckedTerm.Comprehension t -> comprehension(t);
            case CheckedTerm.Template t -> t.parts().forEach(this::part);
        }
    }

    private void comprehension(CheckedTerm.Comprehension comprehension) {
        if (nested) {
            CheckedTerm key = comprehension.key();
            if (key != null) {
                term(key);
            }
            term(comprehension.element());
            body(comprehension.body());
        }
    }

    /** A hole that is only a variable needs it like any other term does. */
    private void part(CheckedTerm.Part part) {
        if (part instanceof CheckedTerm.Part.Hole hole) {
            if (nested
                    || (hole.element() instanceof CheckedTerm.Local
                            && hole.body().statements().isEmpty())) {
                term(hole.element());
                body(hole.body());
            }
        }
    }
}
