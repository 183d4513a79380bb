package dev.writ.policy.format;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.ast.With;
import dev.writ.policy.parse.OpaPlaces.Place;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of the syntax tree as they are laid out. */
final class StatementOutline {
    private final TermOutline terms;

    /** Where a literal stands whose operand OPA gives no place to. */
    private @Nullable Span unplaced;

    StatementOutline(TermOutline terms) {
        this.terms = terms;
    }

    List<Statement> body(Body body) {
        List<Statement> statements = new ArrayList<>();
        body.literals().forEach(literal -> statements.add(of(literal)));
        return statements;
    }

    Statement of(Literal literal) {
        unplaced = terms.places().negatedFirst(literal);
        Statement.Content content = literal.expr() instanceof Expr.Not not && not.form() == Expr.NotForm.SCOPED
                ? negation(not, literal.span())
                : null;
        return statement(literal, content, terms.at(literal.span()));
    }

    /** A body of one literal that is an operand. */
    private List<Statement> operand(Body body) {
        Literal literal = body.literals().getFirst();
        boolean bare = literal.span().equals(unplaced);
        Statement.Content content = bare && literal.expr() instanceof Expr.Not not ? negation(not, null) : null;
        return List.of(statement(literal, content, terms.at(terms.places().operand(literal))));
    }

    /** A negation whose operand has the place of the whole literal, or none. */
    private Statement.Content negation(Expr.Not not, @Nullable Span whole) {
        Literal inner = not.body().literals().getFirst();
        Place place;
        if (whole != null) {
            place = terms.at(whole);
        } else if (inner.expr() instanceof Expr.Logical) {
            place = terms.at(terms.places().operand(inner));
        } else {
            place = terms.nowhere(inner.span());
        }
        return new Statement.Not(List.of(statement(inner, null, place)), false);
    }

    private Statement statement(Literal literal, Statement.@Nullable Content given, Place place) {
        Expr expr = literal.expr();
        List<With> withs = literal.withs();
        boolean negated = false;
        if (expr instanceof Expr.Not not && not.form() == Expr.NotForm.PLAIN) {
            negated = true;
            Literal inner = not.body().literals().getFirst();
            expr = inner.expr();
            withs = withs.isEmpty() ? inner.withs() : withs;
        }
        Statement.Content content = given == null ? content(expr) : given;
        return new Statement(
                place, negated, content, withs.stream().map(this::modifier).toList());
    }

    private Statement.Modifier modifier(With with) {
        Piece target = terms.of(with.target());
        return new Statement.Modifier(terms.at(with.span()), target, terms.of(with.value()));
    }

    private Statement.Content content(Expr expr) {
        return switch (expr) {
            case Expr.TermExpr plain -> new Statement.Value(terms.of(plain.term()));
            case Expr.Unify unify ->
                binary(Operator.UNIFY, unify.span(), unify.operator(), unify.left(), unify.right());
            case Expr.Assign assign ->
                binary(Operator.ASSIGN, assign.span(), assign.operator(), assign.target(), assign.value());
            case Expr.SomeDecl some -> {
                List<Piece> names = new ArrayList<>();
                some.vars().forEach(name -> names.add(terms.name(name)));
                yield new Statement.Some(keyword(some.span(), "some"), names);
            }
            case Expr.SomeIn some -> new Statement.Some(keyword(some.span(), "some"), List.of(member(some)));
            case Expr.Every every -> every(every);
            case Expr.Not not ->
                not.form() == Expr.NotForm.BLOCK
                        ? new Statement.Not(body(not.body()), true)
                        : new Statement.Not(operand(not.body()), false);
            case Expr.Logical logical -> {
                Statement.Side left = side(logical.left());
                yield new Statement.Logical(logical.operator().keyword(), left, side(logical.right()));
            }
        };
    }

    private Statement.Content binary(Operator operator, Span whole, Span symbol, Term left, Term right) {
        Piece first = terms.of(left);
        List<Piece> operands = List.of(first, terms.of(right));
        return new Statement.Value(new Piece.Infix(terms.at(whole), operator, terms.at(symbol), operands, false));
    }

    private Place keyword(Span span, String word) {
        return terms.at(new Span(span.file(), span.start(), span.start() + word.length()));
    }

    private Piece member(Expr.SomeIn some) {
        Term key = some.key();
        Span span = terms.places().iteration(key == null ? some.value() : key, some.collection());
        return terms.member(new Term.Membership(span, key, some.value(), some.collection()));
    }

    private Statement.Content every(Expr.Every every) {
        Var key = every.key();
        Piece first = key == null ? null : terms.name(key);
        Piece value = terms.name(every.value());
        Piece domain = terms.of(every.domain());
        return new Statement.Every(keyword(every.span(), "every"), first, value, domain, body(every.body()));
    }

    private Statement.Side side(Expr.Operand operand) {
        return new Statement.Side(
                operand.explicit() ? body(operand.body()) : operand(operand.body()), operand.explicit());
    }
}
