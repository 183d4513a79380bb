package dev.writ.policy.partial;

import dev.writ.policy.check.CheckedBody;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.Literals;
import dev.writ.policy.check.LocalVar;
import dev.writ.policy.check.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts terms in the place of variables, in nested bodies too.
 *
 * @param values what stands for a variable; null where it stays
 */
record Renaming(Function<LocalVar, @Nullable CheckedTerm> values) {

    List<CheckedStatement> statements(List<CheckedStatement> statements) {
        return statements.stream().map(this::statement).toList();
    }

    CheckedStatement statement(CheckedStatement statement) {
        return switch (statement) {
            case CheckedStatement.Holds s -> new CheckedStatement.Holds(s.span(), term(s.term()));
            case CheckedStatement.Unify s -> new CheckedStatement.Unify(s.span(), term(s.left()), term(s.right()));
            case CheckedStatement.Call s ->
                new CheckedStatement.Call(s.span(), s.callee(), terms(s.args()), optional(s.output()));
            case CheckedStatement.Not s -> new CheckedStatement.Not(s.span(), body(s.body()));
            case CheckedStatement.Every s -> {
                LocalVar key = s.key();
                yield new CheckedStatement.Every(
                        s.span(),
                        key == null ? null : variable(key),
                        variable(s.value()),
                        term(s.domain()),
                        body(s.body()));
            }
            case CheckedStatement.And s -> new CheckedStatement.And(s.span(), body(s.left()), body(s.right()));
            case CheckedStatement.Or s -> new CheckedStatement.Or(s.span(), body(s.left()), body(s.right()));
            case CheckedStatement.With s ->
                new CheckedStatement.With(
                        s.span(),
                        s.replacements().stream().map(this::replacement).toList(),
                        statements(s.statements()));
            case CheckedStatement.Print s ->
                new CheckedStatement.Print(
                        s.span(), s.operands().stream().map(this::part).toList());
        };
    }

    CheckedBody body(CheckedBody body) {
        return new CheckedBody(body.span(), statements(body.statements()));
    }

    Replacement replacement(Replacement replacement) {
        CheckedTerm term = replacement.term();
        return term == null ? replacement : replacement.with(term(term));
    }

    List<CheckedTerm> terms(List<CheckedTerm> terms) {
        return terms.stream().map(this::term).toList();
    }

    private @Nullable CheckedTerm optional(@Nullable CheckedTerm term) {
        return term == null ? null : term(term);
    }

    CheckedTerm term(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.Constant t -> t;
            case CheckedTerm.Input t -> t;
            case CheckedTerm.Data t -> t;
            case CheckedTerm.Local t -> {
                CheckedTerm value = values.apply(t.var());
                yield value == null ? t : value;
            }
            case CheckedTerm.Reference t -> reference(t);
            case CheckedTerm.ArrayTerm t -> Literals.array(t.span(), terms(t.elements()));
            case CheckedTerm.SetTerm t -> Literals.set(t.span(), terms(t.elements()));
            case CheckedTerm.ObjectTerm t -> {
                List<CheckedTerm.Entry> entries = new ArrayList<>();
                for (CheckedTerm.Entry entry : t.entries()) {
                    entries.add(new CheckedTerm.Entry(term(entry.key()), term(entry.value())));
                }
                yield Literals.object(t.span(), entries);
            }
            case CheckedTerm.Comprehension t ->
                new CheckedTerm.Comprehension(t.span(), t.kind(), optional(t.key()), term(t.element()), body(t.body()));
            case CheckedTerm.Template t ->
                new CheckedTerm.Template(
                        t.span(), t.parts().stream().map(this::part).toList());
        };
    }

    /** A reference never starts at a reference: both paths become one. */
    private CheckedTerm reference(CheckedTerm.Reference reference) {
        return Literals.reference(reference.span(), term(reference.head()), terms(reference.path()));
    }

    private CheckedTerm.Part part(CheckedTerm.Part part) {
        return switch (part) {
            case CheckedTerm.Part.Text p -> p;
            case CheckedTerm.Part.Hole p -> new CheckedTerm.Part.Hole(p.span(), term(p.element()), body(p.body()));
        };
    }

    /** A variable that is declared in a statement can only get another name. */
    private LocalVar variable(LocalVar declared) {
        return values.apply(declared) instanceof CheckedTerm.Local renamed ? renamed.var() : declared;
    }
}
