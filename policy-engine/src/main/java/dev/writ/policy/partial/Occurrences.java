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
        switch (statement) {
            case CheckedStatement.Holds s -> term(s.term(), direct);
            case CheckedStatement.Unify s -> {
                term(s.left(), direct);
                term(s.right(), direct);
            }
            case CheckedStatement.Call s -> {
                s.args().forEach(arg -> term(arg, direct));
                CheckedTerm output = s.output();
                if (output != null) {
                    term(output, direct);
                }
            }
            case CheckedStatement.Not s -> body(s.body());
            case CheckedStatement.Every s -> {
                term(s.domain(), direct);
                LocalVar key = s.key();
                if (key != null) {
                    found.at(key, false);
                }
                found.at(s.value(), false);
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
                s.statements().forEach(inner -> statement(inner, false));
            }
            case CheckedStatement.Print s -> s.operands().forEach(this::part);
        }
    }

    private void body(CheckedBody body) {
        body.statements().forEach(statement -> statement(statement, false));
    }

    private void replacement(Replacement replacement) {
        switch (replacement) {
            case Replacement.OfInput r -> term(r.value(), false);
            case Replacement.OfData r -> term(r.value(), false);
            case Replacement.OfFunctionByValue r -> term(r.value(), false);
            case Replacement.OfFunctionByFunction r -> {}
        }
    }

    private void part(CheckedTerm.Part part) {
        if (part instanceof CheckedTerm.Part.Hole hole) {
            term(hole.element(), false);
            body(hole.body());
        }
    }

    void term(CheckedTerm term, boolean direct) {
        switch (term) {
            case CheckedTerm.Constant t -> {}
            case CheckedTerm.Input t -> {}
            case CheckedTerm.Data t -> {}
            case CheckedTerm.Local t -> found.at(t.var(), direct);
            case CheckedTerm.Reference t -> {
                term(t.head(), direct);
                t.path().forEach(operand -> term(operand, direct));
            }
            case CheckedTerm.ArrayTerm t -> t.elements().forEach(element -> term(element, direct));
            case CheckedTerm.SetTerm t -> t.elements().forEach(element -> term(element, direct));
            case CheckedTerm.ObjectTerm t ->
                t.entries().forEach(entry -> {
                    term(entry.key(), direct);
                    term(entry.value(), direct);
                });
            case CheckedTerm.Comprehension t -> {
                CheckedTerm key = t.key();
                if (key != null) {
                    term(key, false);
                }
                term(t.element(), false);
                body(t.body());
            }
            case CheckedTerm.Template t -> t.parts().forEach(this::part);
        }
    }
}
