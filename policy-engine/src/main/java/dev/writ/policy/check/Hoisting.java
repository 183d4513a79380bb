package dev.writ.policy.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Moves what a plain negation reads in front of it: {@code not f(input.x)} has no solution where {@code input.x} has no
 * value, while {@code not input.x} and {@code not input.x = 1} hold.
 */
final class Hoisting {
    private final LocalVars locals;
    private final List<CheckedStatement> out;

    private Hoisting(LocalVars locals, List<CheckedStatement> out) {
        this.locals = locals;
        this.out = out;
    }

    /** The statement to negate; what has to be read before is added to {@code out}. */
    static CheckedStatement hoist(CheckedStatement statement, LocalVars locals, List<CheckedStatement> out) {
        Hoisting hoisting = new Hoisting(locals, out);
        return switch (statement) {
            case CheckedStatement.Holds s -> new CheckedStatement.Holds(s.span(), hoisting.side(s.term()));
            case CheckedStatement.Unify s ->
                new CheckedStatement.Unify(s.span(), hoisting.side(s.left()), hoisting.side(s.right()));
            case CheckedStatement.Call s -> {
                List<CheckedTerm> args = hoisting.all(s.args());
                CheckedTerm output = s.output();
                yield new CheckedStatement.Call(
                        s.span(), s.callee(), args, output == null ? null : hoisting.value(output));
            }
            case CheckedStatement.Not s -> s;
            case CheckedStatement.Every s -> s;
            case CheckedStatement.And s -> s;
            case CheckedStatement.Or s -> s;
            case CheckedStatement.With s -> s;
            case CheckedStatement.Print s -> s;
        };
    }

    /** A side of an equation, or a term that must hold: it stays, but what is in it moves. */
    private CheckedTerm side(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.Reference t -> new CheckedTerm.Reference(t.span(), t.head(), all(t.path()));
            case CheckedTerm.Comprehension t -> t;
            case CheckedTerm.Input t -> t;
            case CheckedTerm.Data t -> t;
            case CheckedTerm.Template t -> t;
            case CheckedTerm.Constant t -> t;
            case CheckedTerm.Local t -> t;
            case CheckedTerm.ArrayTerm t -> value(t);
            case CheckedTerm.SetTerm t -> value(t);
            case CheckedTerm.ObjectTerm t -> value(t);
        };
    }

    private List<CheckedTerm> all(List<CheckedTerm> terms) {
        List<CheckedTerm> values = new ArrayList<>();
        for (CheckedTerm term : terms) {
            values.add(value(term));
        }
        return values;
    }

    private CheckedTerm value(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.Constant t -> t;
            case CheckedTerm.Local t -> t;
            case CheckedTerm.Reference t -> captured(new CheckedTerm.Reference(t.span(), t.head(), all(t.path())));
            case CheckedTerm.Input t -> captured(t);
            case CheckedTerm.Data t -> captured(t);
            case CheckedTerm.Comprehension t -> captured(t);
            case CheckedTerm.Template t -> captured(t);
            case CheckedTerm.ArrayTerm t -> new CheckedTerm.ArrayTerm(t.span(), all(t.elements()));
            case CheckedTerm.SetTerm t -> new CheckedTerm.SetTerm(t.span(), all(t.elements()));
            case CheckedTerm.ObjectTerm t -> object(t);
        };
    }

    private CheckedTerm object(CheckedTerm.ObjectTerm object) {
        List<CheckedTerm.Entry> entries = new ArrayList<>();
        for (CheckedTerm.Entry entry : object.entries()) {
            CheckedTerm key = value(entry.key());
            entries.add(new CheckedTerm.Entry(key, value(entry.value())));
        }
        return new CheckedTerm.ObjectTerm(object.span(), entries);
    }

    private CheckedTerm captured(CheckedTerm term) {
        CheckedTerm.Local made = new CheckedTerm.Local(term.span(), locals.made());
        out.add(new CheckedStatement.Unify(term.span(), made, term));
        return made;
    }
}
