package dev.writ.ledger.log;

import java.time.Duration;

/**
 * Limits of a sequencer.
 *
 * @param maxBatch most drafts in one transaction
 * @param maxWaiting most drafts that may be admitted and not yet answered
 * @param tries how often one batch is tried while the store fails in a retryable way, before those who wait are told
 * @param firstPause time before the second try; doubles from try to try
 */
public record LogOptions(int maxBatch, int maxWaiting, int tries, Duration firstPause) {
    /** What a service runs with: batches of 512, 4096 waiting, six tries within about a second. */
    public static final LogOptions DEFAULT = new LogOptions(512, 4096, 6, Duration.ofMillis(20));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public LogOptions {
        if (maxBatch < 1 || maxWaiting < 1 || tries < 1 || firstPause.isNegative()) {
            throw new IllegalArgumentException("the limits of a log must be positive");
        }
    }
}
