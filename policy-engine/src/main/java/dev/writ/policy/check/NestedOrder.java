package dev.writ.policy.check;

import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Orders the bodies inside of statements, and gives statements their final form. */
final class NestedOrder {
    private final BodyOrder bodies;
    private final Span place;

    private NestedOrder(BodyOrder bodies, Span place) {
        this.bodies = bodies;
        this.place = place;
    }

    /** Adds {@code statement} of a body, and what it became, to {@code out}. */
    static void add(BodyOrder bodies, CheckedStatement statement, BitSet known, List<CheckedStatement> out) {
        new NestedOrder(bodies, statement.span()).add(statement, known, out);
    }

    private void add(CheckedStatement statement, BitSet known, List<CheckedStatement> out) {
        switch (statement) {
            case CheckedStatement.Holds s -> out.add(new CheckedStatement.Holds(s.span(), term(s.term(), known)));
            case CheckedStatement.Unify s ->
                out.add(new CheckedStatement.Unify(s.span(), term(s.left(), known), term(s.right(), known)));
            case CheckedStatement.Call s -> out.add(call(s, known));
            case CheckedStatement.Not s -> negation(s, known, out);
            case CheckedStatement.Every s -> out.add(every(s, known));
            case CheckedStatement.And s ->
                out.add(new CheckedStatement.And(
                        s.span(), bodies.order(s.left(), known), bodies.order(s.right(), known)));
            case CheckedStatement.Or s ->
                out.add(new CheckedStatement.Or(
                        s.span(), bodies.order(s.left(), known), bodies.order(s.right(), known)));
            case CheckedStatement.With s -> with(s, known, out);
            case CheckedStatement.Print s ->
                out.add(new CheckedStatement.Print(
                        s.span(),
                        s.operands().stream().map(part -> part(part, known)).toList()));
        }
    }

    private CheckedStatement call(CheckedStatement.Call call, BitSet known) {
        CheckedTerm output = call.output();
        List<CheckedTerm> args = terms(call.args(), known);
        boolean test = output == null && call.callee().equals(new Callee.Builtin("equal"));
        if (test && bodies.marks().equalityUnifies()) {
            return new CheckedStatement.Unify(call.span(), args.getFirst(), args.getLast());
        }
        return new CheckedStatement.Call(call.span(), call.callee(), args, output == null ? null : term(output, known));
    }

    private CheckedStatement every(CheckedStatement.Every every, BitSet known) {
        BitSet inside = (BitSet) known.clone();
        LocalVar key = every.key();
        if (key != null) {
            inside.set(key.id());
        }
        inside.set(every.value().id());
        return new CheckedStatement.Every(
                every.span(), key, every.value(), term(every.domain(), known), bodies.order(every.body(), inside));
    }

    private void negation(CheckedStatement.Not not, BitSet known, List<CheckedStatement> out) {
        if (!bodies.marks().isPlain(not)) {
            out.add(new CheckedStatement.Not(not.span(), bodies.order(not.body(), known)));
            return;
        }
        List<CheckedStatement> inner = new ArrayList<>();
        add(not.body().statements().getFirst(), known, inner);
        CheckedStatement last = Hoisting.hoist(inner.getLast(), bodies.unsafe().locals(), out);
        CheckedBody body = new CheckedBody(not.body().span(), List.of(last));
        out.add(bodies.marks().plain(new CheckedStatement.Not(not.span(), body)));
    }

    /** Statements with the same modifiers that follow each other are put together. */
    private void with(CheckedStatement.With with, BitSet known, List<CheckedStatement> out) {
        List<CheckedStatement> inner = new ArrayList<>();
        for (CheckedStatement statement : with.statements()) {
            add(statement, known, inner);
        }
        CheckedStatement last = out.isEmpty() ? null : out.getLast();
        if (last instanceof CheckedStatement.With before
                && before.replacements().equals(with.replacements())) {
            List<CheckedStatement> joined = new ArrayList<>(before.statements());
            joined.addAll(inner);
            out.removeLast();
            out.add(new CheckedStatement.With(before.span(), before.replacements(), joined));
        } else {
            out.add(new CheckedStatement.With(with.span(), with.replacements(), inner));
        }
    }

    private List<CheckedTerm> terms(List<CheckedTerm> terms, BitSet known) {
        return terms.stream().map(term -> term(term, known)).toList();
    }

    private CheckedTerm term(CheckedTerm term, BitSet known) {
        return switch (term) {
            case CheckedTerm.Constant t -> t;
            case CheckedTerm.Local t -> t;
            case CheckedTerm.Input t -> t;
            case CheckedTerm.Data t -> t;
            case CheckedTerm.Reference t -> new CheckedTerm.Reference(t.span(), t.head(), terms(t.path(), known));
            case CheckedTerm.ArrayTerm t -> new CheckedTerm.ArrayTerm(t.span(), terms(t.elements(), known));
            case CheckedTerm.SetTerm t -> new CheckedTerm.SetTerm(t.span(), terms(t.elements(), known));
            case CheckedTerm.ObjectTerm t ->
                new CheckedTerm.ObjectTerm(
                        t.span(),
                        t.entries().stream()
                                .map(e -> new CheckedTerm.Entry(term(e.key(), known), term(e.value(), known)))
                                .toList());
            case CheckedTerm.Comprehension t -> comprehension(t, known);
            case CheckedTerm.Template t ->
                new CheckedTerm.Template(
                        t.span(),
                        t.parts().stream().map(part -> part(part, known)).toList());
        };
    }

    private CheckedTerm comprehension(CheckedTerm.Comprehension comprehension, BitSet known) {
        BitSet given = bodies.shared(comprehension.body().statements());
        given.or(known);
        CheckedTerm key = comprehension.key();
        if (key != null) {
            bodies.unsafe().element(key, given, place);
        }
        bodies.unsafe().element(comprehension.element(), given, place);
        return new CheckedTerm.Comprehension(
                comprehension.span(),
                comprehension.kind(),
                key,
                comprehension.element(),
                bodies.order(comprehension.body(), known));
    }

    private CheckedTerm.Part part(CheckedTerm.Part part, BitSet known) {
        return switch (part) {
            case CheckedTerm.Part.Text text -> text;
            case CheckedTerm.Part.Hole hole -> {
                bodies.unsafe().hole(hole, known);
                BitSet inside = bodies.shared(hole.body().statements());
                inside.or(known);
                yield new CheckedTerm.Part.Hole(
                        hole.span(), term(hole.element(), inside), bodies.order(hole.body(), known));
            }
        };
    }
}
