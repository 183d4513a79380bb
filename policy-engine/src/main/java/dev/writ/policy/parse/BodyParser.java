package dev.writ.policy.parse;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.ast.With;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads bodies and the literals in them. */
final class BodyParser {
    private final Cursor cursor;
    private final TermParser terms;
    private final LogicalParser logical;

    BodyParser(Cursor cursor) {
        this.cursor = cursor;
        this.terms = new TermParser(cursor, this);
        this.logical = new LogicalParser(cursor, this);
    }

    TermParser terms() {
        return terms;
    }

    /** Literals up to {@code end}, which is taken. */
    Body body(TokenKind end) {
        cursor.enter();
        if (cursor.at(end)) {
            throw cursor.error(
                    cursor.span(cursor.token()), "found empty body", "write `true` for a body that always holds");
        }
        int start = cursor.token().start();
        List<Literal> literals = new ArrayList<>();
        int height = 0;
        boolean more = true;
        while (more) {
            literals.add(literal());
            height = Math.max(height, cursor.height());
            more = separator(end);
        }
        Span span = cursor.spanFrom(start);
        cursor.take();
        cursor.leave();
        cursor.setHeight(height + 1, start);
        return new Body(span, literals, false);
    }

    /** Takes what separates two literals; false at the end of the body. */
    private boolean separator(TokenKind end) {
        if (cursor.takeIf(TokenKind.SEMICOLON)) {
            return true;
        }
        if (cursor.at(end)) {
            return false;
        }
        if (!cursor.token().newlineBefore() || cursor.at(TokenKind.END)) {
            throw cursor.unexpected("a new line, `;` or `" + end.label() + "`");
        }
        return true;
    }

    /** One literal with its {@code with} modifiers. */
    Literal literal() {
        if (cursor.isKeywordAsRef()) {
            cursor.readAsName();
        }
        if (cursor.hasLogicalKeywords() || cursor.hasScopedNot()) {
            return logical.literal();
        }
        return switch (cursor.kind()) {
            case NOT -> negated();
            case SOME -> some();
            case EVERY -> every();
            default -> termLiteral();
        };
    }

    private Literal negated() {
        int start = cursor.take().start();
        refuseDeclaration();
        int inner = cursor.token().start();
        Expr expr = expr();
        Literal operand = new Literal(cursor.spanFrom(inner), expr, List.of());
        Body body = new Body(operand.span(), List.of(operand), false);
        Expr not = new Expr.Not(cursor.spanFrom(start), body, Expr.NotForm.PLAIN);
        return finish(start, not);
    }

    /** After {@code not}, neither {@code some} nor {@code every} may follow. */
    void refuseDeclaration() {
        if ((cursor.at(TokenKind.SOME) || cursor.at(TokenKind.EVERY)) && !cursor.isKeywordAsRef()) {
            String word = cursor.text(cursor.token());
            throw cursor.error(
                    cursor.span(cursor.token()),
                    "`" + word + "` cannot be negated",
                    "put it into a rule or a function, and negate that");
        }
    }

    private Literal termLiteral() {
        int start = cursor.token().start();
        return finish(start, expr());
    }

    /** An expression without declarations, negation and {@code with}. */
    Expr expr() {
        int start = cursor.token().start();
        Term left = terms.term();
        boolean assign = cursor.at(TokenKind.ASSIGN);
        if (!assign && !cursor.at(TokenKind.UNIFY)) {
            return new Expr.TermExpr(cursor.spanFrom(start), left);
        }
        int height = cursor.height();
        Span operator = cursor.span(cursor.take());
        Term right = terms.term();
        cursor.setHeight(Math.max(height, cursor.height()) + 1, start);
        return assign
                ? new Expr.Assign(cursor.spanFrom(start), operator, left, right)
                : new Expr.Unify(cursor.spanFrom(start), operator, left, right);
    }

    /** The literal of {@code expr}, with the modifiers under the cursor. */
    Literal finish(int start, Expr expr) {
        List<With> withs = withs();
        return new Literal(cursor.spanFrom(start), expr, withs);
    }

    List<With> withs() {
        List<With> withs = new ArrayList<>();
        int height = cursor.height();
        while (cursor.at(TokenKind.WITH) && !cursor.isKeywordAsRef()) {
            int start = cursor.take().start();
            if (!cursor.at(TokenKind.IDENT)) {
                throw cursor.unexpected("a reference or the name of a function after `with`");
            }
            Term target = terms.operand();
            if (!(target instanceof Ref) && !(target instanceof Var)) {
                throw cursor.error(
                        target.span(),
                        "`with` cannot replace " + TermNames.of(target)
                                + ", expected a reference or the name of a function");
            }
            cursor.expect(TokenKind.AS, "`as`");
            Term value = terms.term();
            height = Math.max(height, cursor.height() + 1);
            withs.add(new With(cursor.spanFrom(start), target, value));
        }
        cursor.setHeight(height, cursor.token().start());
        return withs;
    }

    Literal some() {
        int start = cursor.take().start();
        Term first = terms.relation();
        int height = cursor.height();
        if (cursor.takeIf(TokenKind.IN)) {
            return someIn(start, null, first, height);
        }
        List<Term> names = new ArrayList<>();
        names.add(first);
        while (cursor.takeIf(TokenKind.COMMA)) {
            Term next = terms.relation();
            if (names.size() == 1 && cursor.at(TokenKind.IN)) {
                int pair = Math.max(height, cursor.height());
                cursor.take();
                return someIn(start, first, next, pair);
            }
            names.add(next);
        }
        List<Var> vars = names.stream().map(this::declared).toList();
        cursor.setHeight(1, start);
        Span span = cursor.spanFrom(start);
        return new Literal(span, new Expr.SomeDecl(span, vars), List.of());
    }

    private Var declared(Term term) {
        if (term instanceof Var var) {
            return var;
        }
        throw cursor.error(
                term.span(),
                "`some` declares variables, not " + TermNames.of(term),
                "write `some x in xs` or `some k, v in xs` to iterate");
    }

    private Literal someIn(int start, @Nullable Term key, Term value, int height) {
        Term collection = terms.relation();
        cursor.setHeight(Math.max(height, cursor.height()) + 1, start);
        if (cursor.at(TokenKind.IN)) {
            Span span = (key == null ? value : key).span().to(collection.span());
            Term membership = new Term.Membership(span, key, value, collection);
            int together = cursor.height();
            cursor.take();
            return someIn(start, null, membership, together);
        }
        return finish(start, new Expr.SomeIn(cursor.spanFrom(start), key, value, collection));
    }

    Literal every() {
        int start = cursor.take().start();
        Var first = everyVar();
        Var key = null;
        if (cursor.takeIf(TokenKind.COMMA)) {
            key = first;
            first = everyVar();
        }
        cursor.expect(TokenKind.IN, "`in`, as in `every x in xs { ... }`");
        Term domain = terms.relation();
        int height = cursor.height();
        cursor.expect(TokenKind.LEFT_BRACE, "`{`, as in `every x in xs { ... }`");
        Body body = body(TokenKind.RIGHT_BRACE);
        cursor.setHeight(Math.max(height, cursor.height()) + 1, start);
        return finish(start, new Expr.Every(cursor.spanFrom(start), key, first, domain, body));
    }

    private Var everyVar() {
        if (!cursor.at(TokenKind.IDENT) && !cursor.at(TokenKind.CONTAINS)) {
            throw cursor.unexpected("a variable, as in `every x in xs { ... }`");
        }
        return terms.name();
    }
}
