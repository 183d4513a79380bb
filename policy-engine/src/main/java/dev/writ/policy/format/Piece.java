package dev.writ.policy.format;

import dev.writ.policy.parse.OpaPlaces.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A term as it is laid out: calls of operators are operators, and what stands where is what decides on lines. */
sealed interface Piece {
    /** Where it was written. */
    Place place();

    /** A variable. */
    record Name(Place place, String text) implements Piece {
        /** Names of this kind are made by compilers; their places are not believed. */
        boolean isGenerated() {
            return text.startsWith("__local");
        }
    }

    /** A number, a boolean or null. */
    record Constant(Place place, String text) implements Piece {}

    /**
     * A string.
     *
     * @param written as it stands in the source, with its quotes; a name behind a point has none
     */
    record Text(Place place, String value, String written) implements Piece {}

    /** A template string. */
    record Template(Place place, boolean raw, List<TemplatePiece> parts) implements Piece {}

    /** A reference. */
    record Path(Place place, Piece head, List<Piece> steps) implements Piece {}

    /** A call that is written with its name. */
    record Call(Place place, Path function, List<Piece> args) implements Piece {}

    /**
     * A call that is written with an operator.
     *
     * @param placeless whether the operator was written nowhere
     */
    record Infix(Place place, Operator operator, Place operatorPlace, List<Piece> operands, boolean placeless)
            implements Piece {
        boolean isUnion() {
            return operator == Operator.UNION;
        }
    }

    /** An array or a set. */
    record Sequence(Place place, boolean isSet, List<Piece> elements) implements Piece {}

    /** An object. */
    record Entries(Place place, List<Entry> entries) implements Piece {}

    /** One entry of an object. */
    record Entry(Piece key, Piece value) {}

    /**
     * A comprehension.
     *
     * @param key of an object comprehension
     */
    record Comprehension(
            Place place, boolean isArray, @Nullable Piece key, Piece element, List<Statement> body) implements Piece {}

    /** A piece of a template string. */
    sealed interface TemplatePiece {
        /** Where it was written. */
        Place place();
    }

    /** Plain text, with escapes resolved. */
    record PlainText(Place place, String text) implements TemplatePiece {}

    /** A constant in braces, which is written as plain text. */
    record ConstantHole(Place place, Piece constant) implements TemplatePiece {}

    /** An expression in braces. */
    record Hole(Place place, Statement statement) implements TemplatePiece {}

    /** True if {@code piece} is a union, which means something else in braces and brackets. */
    static boolean isUnion(Piece piece) {
        return piece instanceof Infix infix && infix.isUnion();
    }
}
