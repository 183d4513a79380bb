package dev.writ.policy.runtime;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import java.util.Optional;

/**
 * Told what is evaluated: the port for explanations and coverage. Code is compiled for it only where it is
 * {@link #wanted}; otherwise it costs nothing.
 */
public interface Tracer {

    /** Wants nothing. */
    Tracer NONE = new Tracer() {
        @Override
        public boolean wanted() {
            return false;
        }

        @Override
        public void event(Event event, Span place) {
            // nobody listens
        }
    };

    /** What happened at a place. */
    enum Event {
        /** The body of a rule or query is entered. */
        ENTER,
        /** A statement is about to run. */
        STATEMENT,
        /** A statement did not hold. */
        FAIL,
        /** A body gave a solution. */
        EXIT,
        /** A note of {@code trace}. */
        NOTE
    }

    /** Whether anybody listens. */
    default boolean wanted() {
        return true;
    }

    /** Who explains the evaluation, if somebody does. */
    default Optional<Explainer> explainer() {
        return Optional.empty();
    }

    /** A built-in function failed, which made its call undefined. */
    default void failed(Diagnostic error) {
        // most tracers do not show it
    }

    /** Something happened. */
    void event(Event event, Span place);

    /** {@code trace(text)} was called. */
    default void note(String text) {
        // most tracers do not show notes
    }
}
