package dev.writ.policy.parse;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.TemplatePart;
import dev.writ.policy.ast.Term;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;

/** Reads numbers, strings, template strings and the constants that are words. */
final class ScalarParser {
    private final Cursor cursor;
    private final BodyParser bodies;

    ScalarParser(Cursor cursor, BodyParser bodies) {
        this.cursor = cursor;
        this.bodies = bodies;
    }

    Term scalar() {
        int start = cursor.token().start();
        RegoValue value = value();
        return new Term.Scalar(cursor.spanFrom(start), value);
    }

    RegoValue value() {
        return switch (cursor.kind()) {
            case NULL -> word(RegoNull.NULL);
            case TRUE -> word(RegoBoolean.TRUE);
            case FALSE -> word(RegoBoolean.FALSE);
            case STRING -> string();
            case RAW_STRING -> rawString();
            default -> number();
        };
    }

    private RegoValue word(RegoValue value) {
        cursor.take();
        return value;
    }

    private RegoValue string() {
        String text = cursor.text(cursor.take());
        return RegoString.of(Escapes.resolve(text.substring(1, text.length() - 1)));
    }

    private RegoValue rawString() {
        String text = cursor.text(cursor.take());
        return RegoString.of(text.substring(1, text.length() - 1));
    }

    private RegoValue number() {
        String prefix = cursor.takeIf(TokenKind.MINUS) ? "-" : "";
        if (cursor.takeIf(TokenKind.DOT)) {
            prefix += ".";
        }
        if (!cursor.at(TokenKind.NUMBER)) {
            throw cursor.unexpected("a number");
        }
        Span span = cursor.span(cursor.token());
        String digits = cursor.text(cursor.token());
        boolean leadingZero = digits.length() > 1 && digits.charAt(0) == '0' && LexerText.isDigit(digits.charAt(1));
        if (leadingZero && !prefix.endsWith(".")) {
            throw cursor.error(span, "number `" + digits + "` with a leading zero");
        }
        try {
            RegoNumber number = RegoNumber.parse(prefix + digits);
            cursor.take();
            return number;
        } catch (NumberFormatException notANumber) {
            throw cursor.error(span, "number too big");
        }
    }

    Term template() {
        int start = cursor.token().start();
        if (!cursor.hasTemplates()) {
            throw cursor.error(
                    cursor.span(cursor.token()), "template strings are not supported by current capabilities");
        }
        boolean raw = cursor.at(TokenKind.RAW_TEMPLATE_PART) || cursor.at(TokenKind.RAW_TEMPLATE_END);
        List<TemplatePart> parts = new ArrayList<>();
        cursor.enter();
        int height = 1;
        boolean more = text(parts, 2);
        while (more) {
            parts.add(hole());
            height = Math.max(height, cursor.height() + 1);
            if (!continues(raw)) {
                throw cursor.unexpected("`}` to end the expression in the template string");
            }
            more = text(parts, 1);
        }
        cursor.leave();
        cursor.setHeight(height, start);
        return new Term.TemplateString(cursor.spanFrom(start), raw, parts);
    }

    /** True at a token of this template string; one that starts another template string does not start with a brace. */
    private boolean continues(boolean raw) {
        boolean part = cursor.at(raw ? TokenKind.RAW_TEMPLATE_PART : TokenKind.TEMPLATE_PART)
                || cursor.at(raw ? TokenKind.RAW_TEMPLATE_END : TokenKind.TEMPLATE_END);
        return part && cursor.closesHole();
    }

    /** Takes the text of one token; true if a hole follows. */
    private boolean text(List<TemplatePart> parts, int opening) {
        boolean raw = cursor.at(TokenKind.RAW_TEMPLATE_PART) || cursor.at(TokenKind.RAW_TEMPLATE_END);
        boolean more = cursor.at(TokenKind.RAW_TEMPLATE_PART) || cursor.at(TokenKind.TEMPLATE_PART);
        Token token = cursor.take();
        String written = cursor.text(token).substring(opening, token.end() - token.start() - 1);
        String text = raw ? written.replace("\\{", "{") : Escapes.resolve(written);
        if (!text.isEmpty()) {
            parts.add(new TemplatePart.Text(cursor.span(token), text));
        }
        return more;
    }

    private TemplatePart hole() {
        Literal literal = bodies.literal();
        String refused = switch (literal.expr()) {
            case Expr.TermExpr e -> "";
            case Expr.Not e -> "`not`";
            case Expr.Unify e -> "`=`";
            case Expr.Assign e -> "`:=`";
            case Expr.Every e -> "`every`";
            case Expr.SomeDecl e -> "`some`";
            case Expr.SomeIn e -> "`some`";
            case Expr.Logical e -> e.operator() == Expr.LogicalOperator.AND ? "`and`" : "`or`";
        };
        if (!refused.isEmpty()) {
            throw cursor.error(literal.span(), "unexpected " + refused + " in a template string, expected a value");
        }
        return new TemplatePart.Hole(literal.span(), literal);
    }
}
