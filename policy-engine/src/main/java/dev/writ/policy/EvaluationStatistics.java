package dev.writ.policy;

/**
 * What an evaluation took.
 *
 * @param elapsedNanos wall-clock nanoseconds
 * @param steps iterations and calls; 0 where the engine does not count
 */
public record EvaluationStatistics(long elapsedNanos, long steps) {}
