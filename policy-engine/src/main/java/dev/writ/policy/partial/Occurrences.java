package dev.writ.policy.partial;

import dev.writ.policy.check.CheckedBody;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import dev.writ.policy.check.Replacement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds the places of variables.
 *
 * @param found told each place: whether it is evaluated with its statement, rather than in a body or under a {@code with}
 */
record Occurrences(Visitor found) {

    /** Told of places. */
    interface Visitor {
        void at(LocalVar variable, boolean direct);
    }

    /** How often each variable occurs, by its number, in the order of first places. */
    static Map<Integer, Integer> count(List<CheckedStatement> statements) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        Occurrences all = new Occurrences((variable, direct) -> counts.merge(variable.id(), 1, Integer::sum));
        statements.forEach(all::statement);
        return counts;
    }

    static void everywhere(CheckedStatement statement, Consumer<LocalVar> found) {
        new Occurrences((variable, direct) -> found.accept(variable)).statement(statement);
    }

    static void everywhere(CheckedTerm term, Consumer<LocalVar> found) {
        new Occurrences((variable, direct) -> found.accept(variable)).term(term, true);
    }

    /** Whether a variable of the statement is such a one, those of its bodies too. */
    static boolean any(CheckedStatement statement, Predicate<LocalVar> such) {
        boolean[] found = new boolean[1];
        everywhere(statement, variable -> found[0] |= such.test(variable));
        return found[0];
    }

    /** Whether a variable of the term is such a one, those in closures too. */
    static boolean any(CheckedTerm term, Predicate<LocalVar> such) {
        boolean[] found = new boolean[1];
        everywhere(term, variable -> found[0] |= such.test(variable));
        return found[0];
    }

    /** The variables that a statement shares with others: not those of its bodies alone. */
    static void outside(CheckedStatement statement, Consumer<LocalVar> found) {
        if (statement instanceof CheckedStatement.With with) {
            with.statements().forEach(inner -> outside(inner, found));
        } else {
            new Occurrences((variable, direct) -> {
                        if (direct) {
                            found.accept(variable);
                        }
                    })
                    .statement(statement);
        }
    }

    static void outside(CheckedTerm term, Consumer<LocalVar> found) {
        new Occurrences((variable, direct) -> {
                    if (direct) {
                        found.accept(variable);
                    }
                })
                .term(term, true);
    }

    void statement(CheckedStatement statement) {
        statement(statement, true);
    }

    private void statement(CheckedStatement statement, boolean direct) {
        statement.eachTerm(term -> term(term, direct));
        if (statement instanceof CheckedStatement.Every every) {
            LocalVar key = every.key();
            if (key != null) {
                found.at(key, false);
            }
            found.at(every.value(), false);
        } else if (statement instanceof CheckedStatement.With with) {
            with.replacements().forEach(this::replacement);
            with.statements().forEach(inner -> statement(inner, false));
        } else if (statement instanceof CheckedStatement.Print print) {
            print.operands().forEach(this::part);
        }
        statement.eachBody(this::body);
    }

    private void body(CheckedBody body) {
        body.statements().forEach(statement -> statement(statement, false));
    }

    private void replacement(Replacement replacement) {
        CheckedTerm term = replacement.term();
        if (term != null) {
            term(term, false);
        }
    }

    private void part(CheckedTerm.Part part) {
        if (part instanceof CheckedTerm.Part.Hole hole) {
            term(hole.element(), false);
            body(hole.body());
        }
    }

    void term(CheckedTerm term, boolean direct) {
        if (term instanceof CheckedTerm.Local local) {
            found.at(local.var(), direct);
        } else if (term instanceof CheckedTerm.Comprehension comprehension) {
            CheckedTerm key = comprehension.key();
            if (key != null) {
                term(key, false);
            }
            term(comprehension.element(), false);
            body(comprehension.body());
        } else if (term instanceof CheckedTerm.Template template) {
            template.parts().forEach(this::part);
        }
        term.eachOperand(operand -> term(operand, direct));
    }
}
