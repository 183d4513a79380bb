package dev.writ.policy.runtime;

/** Asked now and then by a running evaluation. Implementations are safe for use by several threads and fast. */
@FunctionalInterface
public interface Cancellation {

    /** Whether the evaluation should end with an error. */
    boolean requested();

    /** Never cancels, except when the thread is interrupted. */
    static Cancellation onInterrupt() {
        return () -> Thread.currentThread().isInterrupted();
    }
}
