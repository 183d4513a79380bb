package dev.writ.policy.parse;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.ElseBranch;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoBoolean;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rules; a rule with chained bodies becomes several. */
final class RuleParser {
    private final Cursor cursor;
    private final BodyParser bodies;
    private final HeadParser heads;

    RuleParser(Cursor cursor, BodyParser bodies) {
        this.cursor = cursor;
        this.bodies = bodies;
        this.heads = new HeadParser(cursor, bodies.terms());
    }

    List<Rule> rules() {
        int start = cursor.token().start();
        boolean isDefault = cursor.at(TokenKind.DEFAULT) && !cursor.isKeywordAsRef();
        if (isDefault) {
            cursor.take();
        }
        Head head = heads.head(isDefault);
        if (isDefault && head.isContains()) {
            throw cursor.error(
                    head.span(), "a default rule must have a value, write `default " + head.name() + " := ...`");
        }
        if (isDefault) {
            return List.of(rule(start, true, head, trueBody(head.span()), List.of(), BodyForm.NONE));
        }
        BodyForm form = bodyForm(head);
        if (form == BodyForm.NONE && !head.isContains()) {
            heads.requireNoSpace();
        }
        Body body = body(form, head);
        if (form == BodyForm.NONE && cursor.at(TokenKind.ELSE) && !cursor.isKeywordAsRef()) {
            throw cursor.unexpected("a body before `else`");
        }
        List<ElseBranch> elses = form == BodyForm.NONE ? List.of() : elses(head);
        List<Rule> rules = new ArrayList<>();
        rules.add(rule(start, false, head, body, elses, form));
        while (form != BodyForm.NONE && cursor.at(TokenKind.LEFT_BRACE)) {
            if (!elses.isEmpty()) {
                throw cursor.unexpected("`else`");
            }
            int from = cursor.take().start();
            Body next = bodies.body(TokenKind.RIGHT_BRACE);
            rules.add(rule(from, false, head, next, List.of(), BodyForm.CHAINED));
        }
        return rules;
    }

    private Rule rule(int start, boolean isDefault, Head head, Body body, List<ElseBranch> elses, BodyForm form) {
        return new Rule(cursor.spanFrom(start), isDefault, head, body, elses, form, List.of());
    }

    private BodyForm bodyForm(Head head) {
        if (cursor.at(TokenKind.LEFT_BRACE)) {
            return BodyForm.BLOCK;
        }
        boolean nextRule = cursor.isKeywordAsRef() && !head.isValueGenerated();
        if (!cursor.at(TokenKind.IF) || nextRule) {
            return BodyForm.NONE;
        }
        return cursor.followingKind() == TokenKind.LEFT_BRACE ? BodyForm.IF_BLOCK : BodyForm.IF_LITERAL;
    }

    private Body body(BodyForm form, Head head) {
        return switch (form) {
            case NONE, CHAINED -> trueBody(head.span());
            case BLOCK -> block();
            case IF_LITERAL -> {
                cursor.take();
                yield literalBody();
            }
            case IF_BLOCK -> {
                cursor.take();
                yield bracedBody();
            }
        };
    }

    private Body block() {
        cursor.take();
        return bodies.body(TokenKind.RIGHT_BRACE);
    }

    private Body literalBody() {
        Literal literal = bodies.literal();
        return new Body(literal.span(), List.of(literal), false);
    }

    /** What follows {@code if} with a brace: a body, unless the braces are an object, a comprehension, or the start of an expression. */
    private Body bracedBody() {
        int position = cursor.index();
        int nesting = cursor.nesting();
        SyntaxException failure = null;
        if (!looksLikeValue()) {
            try {
                Body body = block();
                if (!goesOn()) {
                    return body;
                }
            } catch (SyntaxException notABody) {
                failure = notABody;
            }
        }
        cursor.moveTo(position);
        cursor.resetNesting(nesting);
        try {
            Literal literal = bodies.literal();
            if (!isSet(literal)) {
                return new Body(literal.span(), List.of(literal), false);
            }
        } catch (SyntaxException notALiteral) {
            cursor.resetNesting(nesting);
        }
        if (failure != null) {
            throw failure;
        }
        cursor.moveTo(position);
        return block();
    }

    /** True after {@code {}}, and where the first operand in the braces is followed by {@code |} or {@code :}. */
    private boolean looksLikeValue() {
        int position = cursor.index();
        int nesting = cursor.nesting();
        boolean value = false;
        cursor.take();
        if (cursor.at(TokenKind.RIGHT_BRACE)) {
            value = true;
        } else if (!cursor.kind().isKeyword() || cursor.at(TokenKind.CONTAINS)) {
            try {
                bodies.terms().operand();
                value = cursor.at(TokenKind.BAR) || cursor.at(TokenKind.COLON);
            } catch (SyntaxException notATerm) {
                value = false;
            }
        }
        cursor.moveTo(position);
        cursor.resetNesting(nesting);
        return value;
    }

    /** True if what follows the braces makes an expression of them. */
    private boolean goesOn() {
        TokenKind kind = cursor.kind();
        if (cursor.isAdjacent() && (kind == TokenKind.DOT || kind == TokenKind.LEFT_BRACKET)) {
            return true;
        }
        return Operators.of(kind) != null
                || kind == TokenKind.IN
                || kind == TokenKind.UNIFY
                || kind == TokenKind.ASSIGN
                || kind == TokenKind.AND_KEYWORD
                || kind == TokenKind.OR_KEYWORD;
    }

    private static boolean isSet(Literal literal) {
        return literal.expr() instanceof Expr.TermExpr expr && expr.term() instanceof Term.SetLiteral;
    }

    private List<ElseBranch> elses(Head head) {
        List<ElseBranch> elses = new ArrayList<>();
        while (cursor.at(TokenKind.ELSE) && !cursor.isKeywordAsRef()) {
            if (head.isContains()) {
                throw cursor.error(cursor.span(cursor.token()), "`else` cannot be used on a rule with `contains`");
            }
            if (head.ref().stream().skip(1).anyMatch(HeadParser::isDynamic)) {
                throw cursor.error(
                        cursor.span(cursor.token()), "`else` cannot be used on a rule with variables in its head");
            }
            if (!elses.isEmpty() && elses.getLast().form() == BodyForm.NONE) {
                throw cursor.unexpected("a rule: an `else` without a condition is the last one");
            }
            elses.add(elseBranch());
        }
        return elses;
    }

    private ElseBranch elseBranch() {
        int start = cursor.take().start();
        boolean assign = cursor.at(TokenKind.ASSIGN);
        Term value = assign || cursor.at(TokenKind.UNIFY) ? elseValue() : null;
        boolean hasIf = cursor.at(TokenKind.IF);
        if (value == null && !hasIf && !cursor.at(TokenKind.LEFT_BRACE)) {
            throw cursor.unexpected("a value or a body after `else`");
        }
        Span head = cursor.spanFrom(start);
        if (hasIf) {
            cursor.take();
        }
        BodyForm form;
        Body body;
        if (cursor.at(TokenKind.LEFT_BRACE)) {
            form = hasIf ? BodyForm.IF_BLOCK : BodyForm.BLOCK;
            body = block();
        } else {
            form = hasIf ? BodyForm.IF_LITERAL : BodyForm.NONE;
            body = hasIf ? literalBody() : trueBody(head);
        }
        return new ElseBranch(cursor.spanFrom(start), value, assign, body, form);
    }

    private @Nullable Term elseValue() {
        cursor.take();
        return bodies.terms().term();
    }

    private static Body trueBody(Span span) {
        Term truth = new Term.Scalar(span, RegoBoolean.TRUE);
        Literal literal = new Literal(span, new Expr.TermExpr(span, truth), List.of());
        return new Body(span, List.of(literal), true);
    }
}
