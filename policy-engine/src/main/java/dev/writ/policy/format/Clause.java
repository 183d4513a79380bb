package dev.writ.policy.format;

import dev.writ.policy.parse.OpaPlaces.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule or an {@code else} as it is laid out.
 *
 * @param place where it was written
 * @param isElse whether it is an alternative
 * @param body at least one statement
 * @param next the alternative to it, or null
 */
record Clause(
        Place place,
        boolean isDefault,
        boolean isElse,
        Heading heading,
        List<Statement> body,
        @Nullable Clause next) {

    /**
     * What a rule defines.
     *
     * @param path its name and what follows it
     * @param key the element of a set or the key of an object
     * @param value null only where there is none
     * @param implied whether the value is not written because the form of the head says it
     */
    record Heading(
            Place place,
            List<Piece> path,
            List<Piece> args,
            @Nullable Piece key,
            @Nullable Piece value,
            boolean assign,
            boolean implied) {
        /** True where the value is {@code true}. */
        boolean isTrue() {
            return value instanceof Piece.Constant constant && constant.text().equals("true");
        }
    }

    /** A body that says nothing, so that the head alone is the rule. */
    boolean isConstant() {
        return next == null && body.size() == 1 && body.getFirst().isTrue();
    }
}
