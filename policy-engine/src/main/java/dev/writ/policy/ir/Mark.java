package dev.writ.policy.ir;

import dev.writ.policy.source.Span;
import java.util.List;

/**
 * A place in a program at which an explanation says something. Only programs that were planned for explanations have any.
 *
 * @param kind what happens here
 * @param text the rule, the body or the expression, as it is shown
 * @param place where it was written
 * @param early whether the body needs one solution only; of an expression, whether only the first time that it is
 *     evaluated in a body counts, since it goes on from there
 * @param shown what of the expression has a value here
 */
public record Mark(Kind kind, String text, Span place, boolean early, List<Shown> shown) {

    /** What happens at a mark. */
    public enum Kind {
        /** The body of a complete rule or function begins; whoever calls it goes on with its value. */
        RULE,
        /** The body of a partial rule, of a query or of a closure begins. */
        BODY,
        /** An expression begins. */
        EXPRESSION,
        /** The expression holds, once more. */
        HOLDS,
        /** The body holds, once more. */
        SOLUTION,
        /** An {@code every} is through; it is shown when evaluation comes back to it. */
        THROUGH
    }

    public Mark {
        shown = List.copyOf(shown);
    }

    /**
     * A variable or a reference to a part of one.
     *
     * @param text how it is written
     * @param place where, in the expression
     * @param head the variable's value; {@code input} where the path starts there
     * @param path the keys below it; none for the variable itself
     */
    public record Shown(String text, Span place, Head head, List<Operand> path) {
        public Shown {
            path = List.copyOf(path);
        }
    }

    /** Where the path of something that is shown starts. */
    public sealed interface Head {
        /** At a value of the frame. */
        record Value(Operand operand) implements Head {}

        /** At the input document. */
        record Input() implements Head {}
    }
}
