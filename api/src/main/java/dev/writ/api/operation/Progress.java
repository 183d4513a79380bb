package dev.writ.api.operation;

/** Hears how far a work is. */
@FunctionalInterface
public interface Progress {
    /**
     * Takes a step; cheap, so it may be told of every one.
     *
     * @param done how much is done, in whatever the work counts
     * @param total of how much
     */
    void at(long done, long total);
}
