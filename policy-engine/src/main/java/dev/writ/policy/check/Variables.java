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
        statement.eachTerm(this::term);
        statement.eachBody(this::body);
        if (statement instanceof CheckedStatement.With with) {
            with.replacements().forEach(this::replacement);
            with.statements().forEach(this::statement);
        } else if (statement instanceof CheckedStatement.Print print) {
            print.operands().forEach(this::part);
        }
    }

    private void replacement(Replacement replacement) {
        CheckedTerm term = replacement.term();
        if (term != null) {
            term(term);
        }
    }

    private void term(CheckedTerm term) {
        if (term instanceof CheckedTerm.Local local) {
            found.accept(local);
        } else if (term instanceof CheckedTerm.Comprehension comprehension) {
            comprehension(comprehension);
        } else if (term instanceof CheckedTerm.Template template) {
            template.parts().forEach(this::part);
        }
        term.eachOperand(this::term);
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
