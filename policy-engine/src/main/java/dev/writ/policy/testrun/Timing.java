package dev.writ.policy.testrun;

/**
 * What repeating something took.
 *
 * @param runs how often it ran
 * @param nanos nanoseconds of all runs together
 * @param bytes bytes that were allocated by all runs together; negative where that is not known
 */
public record Timing(long runs, long nanos, long bytes) {

    /** Nanoseconds of one run. */
    public double nanosEach() {
        return (double) nanos / Math.max(1, runs);
    }

    /** Bytes of one run. */
    public long bytesEach() {
        return bytes / Math.max(1, runs);
    }
}
