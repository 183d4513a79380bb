package dev.writ.policy.check;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.BuiltinSignature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a query can have several solutions: it reads through a variable, or calls a function with several values. */
final class Iteration {
    private final BuiltinRegistry builtins;

    private Iteration(BuiltinRegistry builtins) {
        this.builtins = builtins;
    }

    static boolean in(Body query, BuiltinRegistry builtins) {
        return new Iteration(builtins).body(query);
    }

    private boolean body(Body body) {
        return body.literals().stream().anyMatch(this::literal);
    }

    private boolean literal(Literal literal) {
        return expr(literal.expr()) || literal.withs().stream().anyMatch(with -> term(with.value()));
    }

    private boolean expr(Expr expr) {
        return switch (expr) {
            case Expr.TermExpr e -> term(e.term());
            case Expr.Unify e -> term(e.left()) || term(e.right());
            case Expr.Assign e -> term(e.target()) || term(e.value());
            case Expr.SomeDecl e -> false;
            case Expr.SomeIn e -> optional(e.key()) || term(e.value()) || term(e.collection());
            case Expr.Every e -> term(e.domain()) || body(e.body());
            case Expr.Not e -> body(e.body());
            case Expr.Logical e -> body(e.left().body()) || body(e.right().body());
        };
    }

    private boolean optional(@Nullable Term term) {
        return term != null && term(term);
    }

    private boolean any(List<Term> terms) {
        return terms.stream().anyMatch(this::term);
    }

    private boolean term(Term term) {
        return switch (term) {
            case Ref t -> t.path().stream().anyMatch(Var.class::isInstance) || term(t.head()) || any(t.path());
            case Term.Call t -> isRelation(t) || any(t.args());
            case Term.ArrayLiteral t -> any(t.elements());
            case Term.SetLiteral t -> any(t.elements());
            case Term.ObjectLiteral t -> t.entries().stream().anyMatch(this::entry);
            case Term.Infix t -> term(t.left()) || term(t.right());
            case Term.Membership t -> optional(t.key()) || term(t.value()) || term(t.collection());
            case Term.Negative t -> term(t.operand());
            case Var t -> false;
            case Term.Scalar t -> false;
            case Term.TemplateString t -> false;
            case Term.ArrayComprehension t -> false;
            case Term.SetComprehension t -> false;
            case Term.ObjectComprehension t -> false;
        };
    }

    private boolean entry(ObjectEntry entry) {
        return term(entry.key()) || term(entry.value());
    }

    private boolean isRelation(Term.Call call) {
        return builtins.signature(call.function().toString())
                .filter(BuiltinSignature::relation)
                .isPresent();
    }
}
