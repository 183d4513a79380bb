package dev.writ.policy.parse;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads arrays, sets, objects and comprehensions. After the first operand, {@code |} starts the body of a comprehension;
 * only where that cannot be read, it is the union operator.
 */
final class CollectionParser {
    private final Cursor cursor;
    private final TermParser terms;
    private final BodyParser bodies;

    /** Positions of {@code |} that turned out not to start a body, so that nothing is tried twice. */
    private final Set<Integer> unions = new HashSet<>();

    CollectionParser(Cursor cursor, TermParser terms, BodyParser bodies) {
        this.cursor = cursor;
        this.terms = terms;
        this.bodies = bodies;
    }

    Term array() {
        int start = cursor.token().start();
        open();
        if (cursor.takeIf(TokenKind.RIGHT_BRACKET)) {
            cursor.leave();
            return new Term.ArrayLiteral(cursor.spanFrom(start), List.of());
        }
        boolean comprehension = !cursor.takeIf(TokenKind.COMMA);
        Term first = terms.operand();
        Body body = comprehension ? comprehensionBody(TokenKind.RIGHT_BRACKET, false) : null;
        Term array;
        if (body != null) {
            array = new Term.ArrayComprehension(cursor.spanFrom(start), first, body);
        } else {
            List<Term> elements = rest(TokenKind.RIGHT_BRACKET, terms.listTerm(first));
            array = new Term.ArrayLiteral(cursor.spanFrom(start), elements);
        }
        close(start);
        return array;
    }

    Term setOrObject() {
        int start = cursor.token().start();
        open();
        if (cursor.takeIf(TokenKind.RIGHT_BRACE)) {
            cursor.leave();
            return new Term.ObjectLiteral(cursor.spanFrom(start), List.of());
        }
        boolean comprehension = !cursor.takeIf(TokenKind.COMMA);
        Term first = terms.operand();
        Body body = comprehension ? comprehensionBody(TokenKind.RIGHT_BRACE, false) : null;
        Term result;
        if (body != null) {
            result = new Term.SetComprehension(cursor.spanFrom(start), first, body);
        } else {
            Term element = terms.listTerm(first);
            if (cursor.at(TokenKind.COLON)) {
                result = object(start, element, comprehension);
            } else {
                result = set(start, element);
            }
        }
        close(start);
        return result;
    }

    private Term set(int start, Term first) {
        List<Term> elements = rest(TokenKind.RIGHT_BRACE, first);
        return new Term.SetLiteral(cursor.spanFrom(start), elements);
    }

    private Term object(int start, Term key, boolean comprehension) {
        int height = cursor.height();
        cursor.take();
        Term first = terms.operand();
        int valueHeight = cursor.height();
        Body body = comprehension ? comprehensionBody(TokenKind.RIGHT_BRACE, true) : null;
        if (body != null) {
            cursor.setHeight(Math.max(height, cursor.height()), start);
            return new Term.ObjectComprehension(cursor.spanFrom(start), key, first, body);
        }
        cursor.setHeight(valueHeight, start);
        List<ObjectEntry> entries = entries(start, key, terms.listTerm(first), height);
        return new Term.ObjectLiteral(cursor.spanFrom(start), entries);
    }

    private List<ObjectEntry> entries(int start, Term firstKey, Term firstValue, int firstHeight) {
        List<ObjectEntry> entries = new ArrayList<>();
        Term key = firstKey;
        Term value = firstValue;
        int height = Math.max(firstHeight, cursor.height());
        while (true) {
            entries.add(new ObjectEntry(key.span().to(value.span()), key, value));
            if (!cursor.takeIf(TokenKind.COMMA) && !cursor.at(TokenKind.RIGHT_BRACE)) {
                throw cursor.unexpected("`,` or `}`");
            }
            if (cursor.takeIf(TokenKind.RIGHT_BRACE)) {
                cursor.setHeight(height, start);
                return entries;
            }
            key = terms.listTerm();
            height = Math.max(height, cursor.height());
            cursor.expect(TokenKind.COLON, "`:`");
            value = terms.listTerm();
            height = Math.max(height, cursor.height());
        }
    }

    private List<Term> rest(TokenKind end, Term first) {
        List<Term> elements = new ArrayList<>();
        elements.add(first);
        int height = cursor.height();
        if (cursor.takeIf(TokenKind.COMMA)) {
            return terms.list(end, elements, height);
        }
        cursor.expect(end, "`,` or `" + end.label() + "`");
        cursor.setHeight(height, first.span().start());
        return elements;
    }

    /** The body after {@code |} and the end of the comprehension, or null if the cursor is not at one. */
    private @Nullable Body comprehensionBody(TokenKind end, boolean inObject) {
        int bar = cursor.index();
        if (!cursor.at(TokenKind.BAR) || unions.contains(bar)) {
            return null;
        }
        int height = cursor.height();
        int nesting = cursor.nesting();
        try {
            cursor.take();
            Body body = bodies.body(end);
            cursor.setHeight(Math.max(height, cursor.height()), body.span().start());
            return body;
        } catch (SyntaxException notABody) {
            if (!inObject && notABody.found() != TokenKind.COMMA) {
                throw notABody;
            }
            unions.add(bar);
            cursor.moveTo(bar);
            cursor.resetNesting(nesting);
            cursor.setHeight(height, cursor.token().start());
            requireUnion(end, notABody);
            return null;
        }
    }

    /** Reads ahead as union; where that fails too, the first failure says more. */
    private void requireUnion(TokenKind end, SyntaxException first) {
        if (first.found() == TokenKind.COMMA) {
            return;
        }
        int bar = cursor.index();
        int nesting = cursor.nesting();
        int height = cursor.height();
        try {
            cursor.take();
            terms.listTerm();
        } catch (SyntaxException alsoNot) {
            throw first;
        }
        if (!cursor.at(TokenKind.COMMA) && !cursor.at(end)) {
            throw first;
        }
        cursor.moveTo(bar);
        cursor.resetNesting(nesting);
        cursor.setHeight(height, cursor.token().start());
    }

    private void open() {
        cursor.enter();
        cursor.take();
    }

    private void close(int start) {
        cursor.leave();
        cursor.setHeight(cursor.height() + 1, start);
    }
}
