package dev.writ.policy.format;

import dev.writ.policy.parse.OpaPlaces.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a body as it is laid out.
 *
 * @param place where it was written
 * @param negated whether {@code not} stands before it that makes no body of its own
 * @param content what it says
 * @param modifiers its {@code with}s
 */
record Statement(Place place, boolean negated, Content content, List<Modifier> modifiers) {

    /** What a statement says. */
    sealed interface Content {}

    /** A term. */
    record Value(Piece piece) implements Content {}

    /** {@code some a, b} or {@code some a in b}; the place is that of the keyword. */
    record Some(Place place, List<Piece> symbols) implements Content {}

    /** {@code every k, v in domain { body }}; the place is that of the keyword. */
    record Every(Place place, @Nullable Piece key, Piece value, Piece domain, List<Statement> body)
            implements Content {}

    /** {@code not} with a body of its own. */
    record Not(List<Statement> body, boolean explicit) implements Content {}

    /** {@code left and right} or {@code left or right}. */
    record Logical(String operator, Side left, Side right) implements Content {}

    /** One side of {@code and} or {@code or}. */
    record Side(List<Statement> body, boolean explicit) {}

    /** {@code with target as value}. */
    record Modifier(Place place, Piece target, Piece value) {}

    boolean isLogical() {
        return content instanceof Logical;
    }

    /** A set alone, which would be a body without braces around it. */
    boolean isSet() {
        return !negated
                && content instanceof Value value
                && value.piece() instanceof Piece.Sequence sequence
                && sequence.isSet();
    }

    /** {@code a | b} alone, with two operands. */
    boolean isUnion() {
        return content instanceof Value value
                && value.piece() instanceof Piece.Infix infix
                && infix.isUnion()
                && infix.operands().size() == 2;
    }

    /** {@code true} and nothing else. */
    boolean isTrue() {
        return !negated
                && modifiers.isEmpty()
                && content instanceof Value value
                && value.piece() instanceof Piece.Constant constant
                && constant.text().equals("true");
    }

    /** The line on which all but the modifiers ends. */
    int endRow() {
        int end = place.text().end();
        if (!modifiers.isEmpty()) {
            int first = modifiers.getFirst().place().text().start();
            end = first > place.text().start() && first < end ? first : end;
        }
        return Rows.endOf(place, end);
    }
}
