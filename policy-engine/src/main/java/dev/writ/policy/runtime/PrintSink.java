package dev.writ.policy.runtime;

import dev.writ.policy.source.Span;
import org.jspecify.annotations.Nullable;

/** Receives the output of {@code print}. Used by the thread that evaluates. */
public interface PrintSink {

    /** Throws everything away; the arguments of {@code print} are not even computed. */
    PrintSink NONE = new PrintSink() {
        @Override
        public boolean wanted() {
            return false;
        }

        @Override
        public void print(@Nullable Span place, String line) {
            // nobody listens
        }
    };

    /** Whether anybody listens. */
    default boolean wanted() {
        return true;
    }

    /** One call of {@code print}, its arguments joined by blanks. */
    void print(@Nullable Span place, String line);
}
