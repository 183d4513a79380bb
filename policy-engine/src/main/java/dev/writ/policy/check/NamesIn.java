package dev.writ.policy.check;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.TemplatePart;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.ast.With;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of variables in a term. The first name of a function counts as one, and so does that of an operator. */
final class NamesIn {
    private static final String EQUALITY = "eq";
    private static final String ASSIGNMENT = "assign";
    private static final String MEMBERSHIP = "internal";

    private final Set<String> names = new HashSet<>();
    private final Part part;

    /** What is looked at. */
    private enum Part {
        /** All but what is inside of comprehensions and template strings. */
        OUTSIDE(true, true, false),
        /** No heads of references, no keys of objects, nothing inside of comprehensions and template strings. */
        MATCHABLE(false, false, false),
        /** All but the heads of references. */
        OPERANDS(false, true, true),
        EVERYTHING(true, true, true);

        private final boolean heads;
        private final boolean keys;
        private final boolean closures;

        Part(boolean heads, boolean keys, boolean closures) {
            this.heads = heads;
            this.keys = keys;
            this.closures = closures;
        }
    }

    private NamesIn(Part part) {
        this.part = part;
    }

    /** All of them, but for those inside of comprehensions. */
    static Set<String> all(Term term) {
        return in(term, Part.OUTSIDE);
    }

    /** All of them, wherever they stand. */
    static Set<String> everywhere(Term term) {
        return in(term, Part.EVERYTHING);
    }

    /** All but those that references start with. */
    static Set<String> operands(Term term) {
        return in(term, Part.OPERANDS);
    }

    /** Those that a match could give a value to: no heads of references, no keys of objects. */
    static Set<String> matchable(Term term) {
        return in(term, Part.MATCHABLE);
    }

    private static Set<String> in(Term term, Part part) {
        NamesIn collector = new NamesIn(part);
        collector.term(term);
        return collector.names;
    }

    private void term(Term term) {
        switch (term) {
            case Var t -> names.add(t.name());
            case Ref t -> {
                if (part.heads) {
                    term(t.head());
                }
                t.path().forEach(this::term);
            }
            case Term.ArrayLiteral t -> t.elements().forEach(this::term);
            case Term.SetLiteral t -> t.elements().forEach(this::term);
            case Term.ObjectLiteral t -> object(t);
            case Term.Call t -> {
                term(t.function());
                t.args().forEach(this::term);
            }
            case Term.Infix t -> {
                operator(t.operator().builtin());
                term(t.left());
                term(t.right());
            }
            case Term.Membership t -> membership(t);
            case Term.Negative t -> term(t.operand());
            case Term.Scalar t -> {}
            case Term.TemplateString t -> t.parts().forEach(this::part);
            case Term.ArrayComprehension t -> comprehension(t.element(), null, t.body());
            case Term.SetComprehension t -> comprehension(t.element(), null, t.body());
            case Term.ObjectComprehension t -> comprehension(t.key(), t.value(), t.body());
        }
    }

    private void object(Term.ObjectLiteral object) {
        object.entries().forEach(entry -> {
            if (part.keys) {
                term(entry.key());
            }
            term(entry.value());
        });
    }

    private void membership(Term.Membership membership) {
        operator(MEMBERSHIP);
        optional(membership.key());
        term(membership.value());
        term(membership.collection());
    }

    private void optional(@Nullable Term term) {
        if (term != null) {
            term(term);
        }
    }

    private void operator(String name) {
        if (part.heads) {
            names.add(name);
        }
    }

    private void part(TemplatePart piece) {
        if (part.closures && piece instanceof TemplatePart.Hole hole) {
            expr(hole.literal().expr());
            withs(hole.literal().withs());
        }
    }

    private void comprehension(Term first, @Nullable Term second, Body body) {
        if (part.closures) {
            term(first);
            optional(second);
            body(body);
        }
    }

    private void body(Body body) {
        body.literals().forEach(literal -> {
            expr(literal.expr());
            withs(literal.withs());
        });
    }

    private void withs(List<With> withs) {
        withs.forEach(with -> {
            term(with.target());
            term(with.value());
        });
    }

    private void expr(Expr expr) {
        switch (expr) {
            case Expr.TermExpr e -> term(e.term());
            case Expr.Unify e -> {
                operator(EQUALITY);
                term(e.left());
                term(e.right());
            }
            case Expr.Assign e -> {
                operator(ASSIGNMENT);
                term(e.target());
                term(e.value());
            }
            case Expr.SomeDecl e -> e.vars().forEach(this::term);
            case Expr.SomeIn e -> {
                optional(e.key());
                term(e.value());
                term(e.collection());
            }
            case Expr.Every e -> {
                optional(e.key());
                term(e.value());
                term(e.domain());
                body(e.body());
            }
            case Expr.Not e -> body(e.body());
            case Expr.Logical e -> {
                body(e.left().body());
                body(e.right().body());
            }
        }
    }
}
