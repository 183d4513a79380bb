package dev.writ.policy.runtime;

import java.time.Duration;

/** Asked now and then by a running evaluation. Implementations are safe for use by several threads and fast. */
@FunctionalInterface
public interface Cancellation {

    /** Whether the evaluation should end with an error. */
    boolean requested();

    /** Never cancels, except when the thread is interrupted. */
    static Cancellation onInterrupt() {
        return () -> Thread.currentThread().isInterrupted();
    }

    /** Cancels when some time from now is over, or when the thread is interrupted: for one evaluation. */
    static Cancellation after(Duration time) {
        long start = System.nanoTime();
        // A year is out of reach of any evaluation and far from overflow.
        long nanos = Math.min(time.toSeconds(), 31_536_000L) * 1_000_000_000L + time.toNanosPart();
        return () -> System.nanoTime() - start > nanos || Thread.currentThread().isInterrupted();
    }
}
