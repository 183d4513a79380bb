package dev.writ.policy.compare;

import java.time.Duration;

/**
 * How much a comparison may take.
 *
 * @param threads how many evaluations of the second engine run at once
 * @param pending how many may wait; beyond them an evaluation is not compared, and that is reported
 * @param closing how long closing waits for those that are on their way
 */
public record CompareOptions(int threads, int pending, Duration closing) {

    public CompareOptions {
        if (threads < 1 || pending < 1 || closing.isNegative()) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** Two threads, 1,000 that wait, 30 seconds. */
    public static CompareOptions standard() {
        return new CompareOptions(2, 1_000, Duration.ofSeconds(30));
    }
}
