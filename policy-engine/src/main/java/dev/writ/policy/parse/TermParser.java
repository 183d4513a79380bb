package dev.writ.policy.parse;

import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads terms: operators by precedence, references, calls; {@link ScalarParser} and {@link CollectionParser} do the rest. */
final class TermParser {
    private final Cursor cursor;
    private final ScalarParser scalars;
    private final CollectionParser collections;

    TermParser(Cursor cursor, BodyParser bodies) {
        this.cursor = cursor;
        this.scalars = new ScalarParser(cursor, bodies);
        this.collections = new CollectionParser(cursor, this, bodies);
    }

    /** A term with all operators, {@code key, value in collection} among them. */
    Term term() {
        return membership(null, true);
    }

    /** A term in a list, where a comma ends it. */
    Term listTerm() {
        return membership(null, false);
    }

    /** Goes on with a term in a list whose first operand was read already. */
    Term listTerm(Term first) {
        return membership(first, false);
    }

    private Term membership(@Nullable Term first, boolean pairs) {
        int start = first == null ? cursor.token().start() : first.span().start();
        Term left = infix(first, Operators.RELATION);
        while (true) {
            Term pair = pairs && cursor.at(TokenKind.COMMA) ? pairMembership(left, start) : null;
            if (pair != null) {
                left = pair;
            } else if (cursor.at(TokenKind.IN) && !cursor.isKeywordAsRef()) {
                int height = cursor.height();
                cursor.take();
                Term collection = relation();
                cursor.setHeight(Math.max(height, cursor.height()) + 1, start);
                left = new Term.Membership(cursor.spanFrom(start), null, left, collection);
            } else {
                return left;
            }
        }
    }

    /** {@code , value in collection} after a key, or null if this comma means something else. */
    private @Nullable Term pairMembership(Term key, int start) {
        int before = cursor.index();
        int nesting = cursor.nesting();
        int height = cursor.height();
        try {
            cursor.take();
            Term value = relation();
            int inner = Math.max(height, cursor.height());
            if (cursor.takeIf(TokenKind.IN)) {
                Term collection = relation();
                cursor.setHeight(Math.max(inner, cursor.height()) + 1, start);
                return new Term.Membership(cursor.spanFrom(start), key, value, collection);
            }
        } catch (SyntaxException otherReading) {
            cursor.resetNesting(nesting);
        }
        cursor.moveTo(before);
        cursor.setHeight(height, start);
        return null;
    }

    /** A term without {@code in}. */
    Term relation() {
        return infix(null, Operators.RELATION);
    }

    private Term infix(@Nullable Term first, int level) {
        int start = first == null ? cursor.token().start() : first.span().start();
        Term left = first == null ? operand() : first;
        int height = cursor.height();
        while (true) {
            InfixOperator operator = Operators.of(cursor.kind());
            if (operator == null || Operators.level(operator) < level) {
                cursor.setHeight(height, start);
                return left;
            }
            Span place = cursor.span(cursor.take());
            Term right = infix(null, Operators.level(operator) + 1);
            height = Math.max(height, cursor.height()) + 1;
            cursor.setHeight(height, start);
            left = new Term.Infix(cursor.spanFrom(start), operator, place, left, right);
        }
    }

    /** A term without infix operators. */
    Term operand() {
        Token token = cursor.token();
        if (cursor.at(TokenKind.MINUS) && isNameAt(cursor.followingKind())) {
            cursor.take();
            Term operand = finish(name(), cursor.previous().start());
            return new Term.Negative(cursor.spanFrom(token.start()), operand);
        }
        cursor.setHeight(1, token.start());
        return finish(primary(), token.start());
    }

    private static boolean isNameAt(TokenKind kind) {
        return kind == TokenKind.IDENT || kind == TokenKind.CONTAINS;
    }

    private Term primary() {
        return switch (cursor.kind()) {
            case NULL, TRUE, FALSE, NUMBER, DOT, MINUS, STRING, RAW_STRING -> scalars.scalar();
            case TEMPLATE_PART, TEMPLATE_END, RAW_TEMPLATE_PART, RAW_TEMPLATE_END -> {
                if (cursor.closesHole()) {
                    throw cursor.unexpected("an expression");
                }
                yield scalars.template();
            }
            case IDENT, CONTAINS -> name();
            case LEFT_BRACKET -> collections.array();
            case LEFT_BRACE -> collections.setOrObject();
            case LEFT_PAREN -> parenthesized();
            case AND_KEYWORD, OR_KEYWORD -> {
                if (cursor.following().kind() == TokenKind.LEFT_PAREN
                        && !cursor.following().spaceBefore()) {
                    yield name();
                }
                throw cursor.unexpected("an expression");
            }
            default -> throw cursor.unexpected("an expression");
        };
    }

    /** The name under the cursor, whatever kind of word it is. */
    Var name() {
        Token token = cursor.take();
        return new Var(cursor.span(token), cursor.text(token));
    }

    private Term parenthesized() {
        cursor.enter();
        cursor.take();
        Term term = term();
        if (!cursor.at(TokenKind.RIGHT_PAREN)) {
            throw cursor.unexpected("`)`");
        }
        cursor.take();
        cursor.leave();
        return term;
    }

    /** Reads the path of a reference or the arguments of a call where they follow {@code head} without space. */
    Term finish(Term head, int start) {
        return cursor.isAdjacent() ? path(head, start) : head;
    }

    /**
     * As {@link #finish}, but space may stand before the first bracket, point or parenthesis: the head of a rule with a
     * body.
     */
    Term finishHead(Var head) {
        return path(head, head.span().start());
    }

    private Term path(Term first, int start) {
        Term head = first;
        List<Term> path = new ArrayList<>();
        int height = cursor.height();
        boolean begun = false;
        while (!begun || cursor.isAdjacent()) {
            if (!cursor.at(TokenKind.DOT) && !cursor.at(TokenKind.LEFT_BRACKET) && !cursor.at(TokenKind.LEFT_PAREN)) {
                break;
            }
            if (!begun) {
                requireRefHead(head, start);
                begun = true;
            }
            if (cursor.at(TokenKind.LEFT_PAREN)) {
                head = call(head, path, start);
                path = new ArrayList<>();
                height = Math.max(height, cursor.height()) + 1;
                if (cursor.at(TokenKind.LEFT_PAREN) && cursor.isAdjacent()) {
                    break;
                }
            } else {
                path.add(cursor.at(TokenKind.DOT) ? field() : index());
                height = Math.max(height, cursor.height() + 1);
            }
            cursor.setHeight(height, start);
        }
        cursor.setHeight(height, start);
        return path.isEmpty() ? head : new Ref(cursor.spanFrom(start), head, path);
    }

    /** In parentheses, {@code input} and {@code data} are references already. */
    private void requireRefHead(Term head, int start) {
        boolean inParentheses = start != head.span().start();
        boolean allowed = switch (head) {
            case Var t ->
                !inParentheses || !(t.name().equals("input") || t.name().equals("data"));
            case Term.ArrayLiteral t -> true;
            case Term.SetLiteral t -> true;
            case Term.ObjectLiteral t -> true;
            case Term.ArrayComprehension t -> true;
            case Term.SetComprehension t -> true;
            case Term.ObjectComprehension t -> true;
            case Term.Call t -> true;
            case Term.Infix t -> true;
            case Term.Membership t -> true;
            case Term.Negative t -> true;
            case Ref t -> false;
            case Term.Scalar t -> false;
            case Term.TemplateString t -> false;
        };
        if (!allowed) {
            throw cursor.error(
                    head.span(),
                    "a reference cannot start with "
                            + (head instanceof Var ? "a document in parentheses" : TermNames.of(head)),
                    "assign it to a variable first");
        }
    }

    private Term field() {
        cursor.take();
        boolean keyword = cursor.kind().isKeyword() && cursor.features().has("keywords_in_refs");
        if (!cursor.isAdjacent() || !(cursor.at(TokenKind.IDENT) || keyword)) {
            throw cursor.unexpected("a name after `.`");
        }
        Token token = cursor.take();
        cursor.setHeight(1, token.start());
        return new Term.Scalar(cursor.span(token), RegoString.of(cursor.text(token)));
    }

    private Term index() {
        cursor.enter();
        cursor.take();
        Term operand = term();
        cursor.expect(TokenKind.RIGHT_BRACKET, "`]`");
        cursor.leave();
        return operand;
    }

    private Term call(Term head, List<Term> path, int start) {
        Span name = cursor.spanFrom(start);
        if (!(head instanceof Var)) {
            throw cursor.error(name, "only a name can be called, not " + TermNames.of(head));
        }
        cursor.enter();
        cursor.take();
        List<Term> args = list(TokenKind.RIGHT_PAREN);
        cursor.leave();
        boolean emptySet = args.isEmpty()
                && path.isEmpty()
                && head instanceof Var var
                && var.name().equals("set");
        return emptySet
                ? new Term.SetLiteral(cursor.spanFrom(start), List.of())
                : new Term.Call(cursor.spanFrom(start), new Ref(name, head, path), args);
    }

    /** Terms separated by commas up to {@code end}, which is taken; one comma may stand before it. */
    List<Term> list(TokenKind end) {
        return list(end, new ArrayList<>(), 0);
    }

    List<Term> list(TokenKind end, List<Term> terms, int heightBefore) {
        int height = heightBefore;
        while (!cursor.at(end)) {
            terms.add(listTerm());
            height = Math.max(height, cursor.height());
            if (!cursor.takeIf(TokenKind.COMMA) && !cursor.at(end)) {
                throw cursor.unexpected("`,` or `" + end.label() + "`");
            }
        }
        cursor.take();
        cursor.setHeight(height, cursor.previous().start());
        return terms;
    }
}
