package dev.writ.policy.parse;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.With;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads literals where {@code not}, {@code and} or {@code or} were imported from {@code future.keywords}: operands are
 * expressions, {@code { ... }} bodies, or groups in parentheses; {@code and} binds tighter than {@code or}, both group to
 * the left.
 */
final class LogicalParser {
    private final Cursor cursor;
    private final BodyParser bodies;

    /** Positions of brackets that turned out not to be an operand, so that nothing is tried twice. */
    private final Set<Integer> termsAt = new HashSet<>();

    LogicalParser(Cursor cursor, BodyParser bodies) {
        this.cursor = cursor;
        this.bodies = bodies;
    }

    Literal literal() {
        int start = cursor.token().start();
        Expr.Operand braces = bracesBeforeOperator();
        if (braces != null) {
            return bodies.finish(start, chain(start, braces));
        }
        Expr.Operand group = cursor.at(TokenKind.LEFT_PAREN) ? group(false) : null;
        if (group != null) {
            return tail(start, group);
        }
        return switch (cursor.kind()) {
            case NOT -> negated(start);
            case SOME -> bodies.some();
            case EVERY -> bodies.every();
            default -> plain(start);
        };
    }

    private boolean atOperator() {
        return cursor.at(TokenKind.AND_KEYWORD) || cursor.at(TokenKind.OR_KEYWORD);
    }

    /** {@code { body }} before an operator, or null: then the braces are a set, an object or a comprehension. */
    private Expr.@Nullable Operand bracesBeforeOperator() {
        int position = cursor.index();
        if (!cursor.at(TokenKind.LEFT_BRACE) || !cursor.hasLogicalKeywords() || termsAt.contains(position)) {
            return null;
        }
        int nesting = cursor.nesting();
        Expr.Operand operand = null;
        try {
            operand = block();
        } catch (SyntaxException notABody) {
            cursor.resetNesting(nesting);
        }
        if (operand != null && atOperator()) {
            refuseUnion(operand);
            return operand;
        }
        termsAt.add(position);
        cursor.moveTo(position);
        return null;
    }

    private Expr.Operand block() {
        cursor.take();
        return new Expr.Operand(bodies.body(TokenKind.RIGHT_BRACE), true);
    }

    private void refuseUnion(Expr.Operand operand) {
        Literal first = operand.body().literals().getFirst();
        boolean union = first.expr() instanceof Expr.TermExpr term
                && term.term() instanceof Term.Infix infix
                && infix.operator() == InfixOperator.UNION
                && first.span().file().text().charAt(first.span().start()) != '(';
        if (union) {
            throw cursor.error(
                    first.span(),
                    "`{ ... | ... }` as an operand is ambiguous: a body with a union, or a comprehension",
                    "put the union or the comprehension into parentheses");
        }
    }

    private Literal negated(int start) {
        Expr not = not();
        if (!cursor.at(TokenKind.WITH)) {
            return tail(start, single(not));
        }
        Literal literal = bodies.finish(start, not);
        refuseWithOnOperand(literal.withs());
        return literal;
    }

    /** {@code not} with its operand; the modifiers that follow belong outside. */
    private Expr not() {
        int start = cursor.take().start();
        bodies.refuseDeclaration();
        if (cursor.hasScopedNot() && cursor.at(TokenKind.LEFT_BRACE)) {
            Expr.Operand block = block();
            refuseUnion(block);
            return new Expr.Not(cursor.spanFrom(start), block.body(), Expr.NotForm.BLOCK);
        }
        Expr.Operand group = cursor.hasScopedNot() && cursor.at(TokenKind.LEFT_PAREN) ? group(true) : null;
        if (group != null) {
            Expr.NotForm form = group.explicit() ? Expr.NotForm.BLOCK : Expr.NotForm.SCOPED;
            return new Expr.Not(cursor.spanFrom(start), group.body(), form);
        }
        Body body = single(bodies.expr()).body();
        Expr.NotForm form = cursor.hasScopedNot() ? Expr.NotForm.SCOPED : Expr.NotForm.PLAIN;
        return new Expr.Not(cursor.spanFrom(start), body, form);
    }

    private Expr.Operand single(Expr expr) {
        Literal literal = new Literal(expr.span(), expr, List.of());
        return new Expr.Operand(new Body(expr.span(), List.of(literal), false), false);
    }

    private Literal plain(int start) {
        boolean braced = cursor.at(TokenKind.LEFT_BRACE);
        Expr expr = bodies.expr();
        List<With> withs = bodies.withs();
        if (!atOperator()) {
            return new Literal(cursor.spanFrom(start), expr, withs);
        }
        refuseWithOnOperand(withs);
        if (braced) {
            throw cursor.error(
                    expr.span(),
                    "operand of `" + cursor.text(cursor.token())
                            + "` cannot start with `{` unless the braces hold a body",
                    "put the operand into parentheses");
        }
        return bodies.finish(start, chain(start, single(expr)));
    }

    private void refuseWithOnOperand(List<With> withs) {
        if (!withs.isEmpty() && atOperator()) {
            throw cursor.error(
                    withs.getFirst().span(),
                    "`with` is not allowed on an operand of `" + cursor.text(cursor.token()) + "`",
                    "put the operand into parentheses, or move `with` behind the whole expression");
        }
    }

    private Literal tail(int start, Expr.Operand operand) {
        if (atOperator()) {
            return bodies.finish(start, chain(start, operand));
        }
        Literal only = operand.body().literals().getFirst();
        List<With> withs = bodies.withs();
        return new Literal(cursor.spanFrom(start), only.expr(), withs.isEmpty() ? only.withs() : withs);
    }

    /** The operators after {@code first}, which starts at {@code start}; {@code and} before {@code or}. */
    private Expr chain(int start, Expr.Operand first) {
        Expr.Operand left = andChain(start, first);
        while (cursor.takeIf(TokenKind.OR_KEYWORD)) {
            int height = cursor.height();
            int second = cursor.token().start();
            Expr.Operand right = andChain(second, operand());
            left = join(start, Expr.LogicalOperator.OR, left, right, height);
        }
        return left.body().literals().getFirst().expr();
    }

    private Expr.Operand andChain(int start, Expr.Operand first) {
        Expr.Operand left = first;
        while (cursor.takeIf(TokenKind.AND_KEYWORD)) {
            int height = cursor.height();
            left = join(start, Expr.LogicalOperator.AND, left, operand(), height);
        }
        return left;
    }

    private Expr.Operand join(
            int start, Expr.LogicalOperator operator, Expr.Operand left, Expr.Operand right, int height) {
        cursor.setHeight(Math.max(height, cursor.height()) + 1, start);
        return single(new Expr.Logical(cursor.spanFrom(start), operator, left, right));
    }

    private Expr.Operand operand() {
        if (cursor.at(TokenKind.LEFT_BRACE)) {
            Expr.Operand block = block();
            refuseUnion(block);
            return block;
        }
        if (cursor.at(TokenKind.NOT) && !cursor.isKeywordAsRef()) {
            return single(not());
        }
        Expr.Operand group = cursor.at(TokenKind.LEFT_PAREN) && cursor.hasLogicalKeywords() ? group(true) : null;
        if (group != null) {
            return group;
        }
        if (cursor.isKeywordAsRef()) {
            cursor.readAsName();
        }
        return single(bodies.expr());
    }

    /** {@code ( ... )} with operators or negation in it, or null: then the parentheses hold a term. */
    private Expr.@Nullable Operand group(boolean operand) {
        int position = cursor.index();
        if (termsAt.contains(position)) {
            return null;
        }
        int nesting = cursor.nesting();
        cursor.enter();
        Token open = cursor.take();
        if (operand && cursor.at(TokenKind.RIGHT_PAREN)) {
            throw cursor.error(cursor.span(open), "empty parentheses");
        }
        Expr.Operand inner = null;
        try {
            int start = cursor.token().start();
            inner = groupRest(start, operand(), operand);
        } catch (SyntaxException notAGroup) {
            if (atOperator()) {
                throw notAGroup;
            }
        }
        if (inner == null) {
            cursor.resetNesting(nesting);
            termsAt.add(position);
            cursor.moveTo(position);
            return null;
        }
        cursor.leave();
        return inner;
    }

    private Expr.@Nullable Operand groupRest(int start, Expr.Operand first, boolean operand) {
        Expr only = first.body().literals().getFirst().expr();
        boolean logical = !first.explicit() && (only instanceof Expr.Logical || only instanceof Expr.Not);
        Literal literal;
        if (atOperator()) {
            literal = bodies.finish(start, chain(start, first));
        } else if (cursor.at(TokenKind.WITH) && !first.explicit()) {
            literal = bodies.finish(start, only);
            refuseWithOnOperand(literal.withs());
            logical |= operand;
            if (!logical && !closesBeforeOperator()) {
                return null;
            }
        } else if (logical) {
            literal = first.body().literals().getFirst();
        } else {
            refuseBodyInParens(first);
            return null;
        }
        if (!cursor.at(TokenKind.RIGHT_PAREN)) {
            return null;
        }
        cursor.take();
        return new Expr.Operand(new Body(literal.span(), List.of(literal), false), false);
    }

    private boolean closesBeforeOperator() {
        TokenKind next = cursor.followingKind();
        return cursor.at(TokenKind.RIGHT_PAREN) && (next == TokenKind.AND_KEYWORD || next == TokenKind.OR_KEYWORD);
    }

    /** {@code ({ x := 1 })}: parentheses hold values, not bodies. */
    private void refuseBodyInParens(Expr.Operand first) {
        boolean value = first.body().literals().stream().allMatch(l -> l.expr() instanceof Expr.TermExpr);
        if (first.explicit() && !value) {
            throw cursor.error(first.body().span(), "`(...)` cannot contain a body", "leave out the parentheses");
        }
    }
}
