package dev.writ.policy.runtime;

import dev.writ.policy.ir.Mark;
import dev.writ.policy.value.Maybe;

/**
 * Told step by step how an evaluation comes to its result: for explanations and profiles. Programs are planned and
 * compiled for it only where somebody has one, so that nobody else pays for it. Used by the thread that evaluates. What is not
 * overridden is not of interest.
 */
public interface Explainer {

    /** What is seen from a mark. */
    interface View {
        /** The value of something that is shown at the mark; undefined where it has none. */
        Maybe value(Mark.Shown shown);
    }

    /**
     * Whether every rule and solution is to be tried, those that an index leaves out and those that cannot change the
     * result any more, too.
     */
    default boolean wantsEverything() {
        return false;
    }

    /** A body is entered. */
    default void enter(Mark body, View view) {}

    /** The body is left, for good. */
    default void leave(Mark body) {}

    /** The body has a solution. */
    default void exit(Mark body, View view) {}

    /** Evaluation comes back to look for another solution of the body. */
    default void again(Mark body, View view) {}

    /** An expression is about to be evaluated. */
    default void expression(Mark expression, View view) {}

    /** The expression holds; what follows comes next. */
    default void holds(Mark expression) {}

    /** Evaluation comes back to look for another way in which the expression holds. */
    default void redo(Mark expression, View view) {}

    /** There is no other way; the expression has failed where it never held. */
    default void left(Mark expression, View view) {}

    /** So many rules of a document or function can hold. */
    default void candidates(String rules, int count, boolean early) {}
}
