package dev.writ.policy.runtime;

import java.time.Duration;

/**
 * What one evaluation may use. Reaching a limit ends the evaluation with a diagnostic that names the limit, its value
 * and the place; it never changes a result.
 *
 * @param timeout wall-clock time
 * @param steps iterations of loops plus calls of rules and functions
 * @param callDepth rules and functions that wait for each other
 * @param collectionSize elements of one array, object or set that the evaluation builds
 * @param textLength characters of one string that the evaluation builds
 */
public record EvaluationLimits(Duration timeout, long steps, int callDepth, int collectionSize, int textLength) {

    private static final EvaluationLimits STANDARD =
            new EvaluationLimits(Duration.ofSeconds(10), 200_000_000L, 10_000, 5_000_000, 32 << 20);

    public EvaluationLimits {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout must be positive");
        }
        if (steps < 1 || callDepth < 1 || collectionSize < 1 || textLength < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /**
     * Enough for policies over some 100 MB of data: 10 seconds, and 10,000 calls deep where the stack of the thread is large
     * enough, about 1,000 on a stack of 1 MiB; a stack that is used up ends the evaluation like a limit.
     */
    public static EvaluationLimits standard() {
        return STANDARD;
    }

    /** The same limits with another timeout. */
    public EvaluationLimits withTimeout(Duration value) {
        return new EvaluationLimits(value, steps, callDepth, collectionSize, textLength);
    }

    /** The same limits with another number of steps. */
    public EvaluationLimits withSteps(long value) {
        return new EvaluationLimits(timeout, value, callDepth, collectionSize, textLength);
    }

    /** The same limits with another call depth. */
    public EvaluationLimits withCallDepth(int value) {
        return new EvaluationLimits(timeout, steps, value, collectionSize, textLength);
    }

    /** The same limits with another size of collections. */
    public EvaluationLimits withCollectionSize(int value) {
        return new EvaluationLimits(timeout, steps, callDepth, value, textLength);
    }

    /** The same limits with another length of strings. */
    public EvaluationLimits withTextLength(int value) {
        return new EvaluationLimits(timeout, steps, callDepth, collectionSize, value);
    }
}
