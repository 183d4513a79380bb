package dev.writ.api.platform;

import java.time.Duration;

/**
 * The bounds on every input.
 *
 * @param bodyBytes longest request body, in bytes
 * @param nesting deepest JSON value, in levels
 * @param evaluationTime longest evaluation of one decision
 * @param evaluationsPerRequest most evaluations in one batch
 * @param factsBytes longest facts document of one decision, in bytes of canonical JSON
 * @param evidencePerArtifact most statements about one artifact
 * @param evidenceBytes most bytes of statements about one artifact, as canonical JSON; leaves room for the other facts
 * @param pageSize most rows on one page
 * @param appendTime longest wait for a ledger index
 */
public record Limits(
        int bodyBytes,
        int nesting,
        Duration evaluationTime,
        int evaluationsPerRequest,
        int factsBytes,
        int evidencePerArtifact,
        int evidenceBytes,
        int pageSize,
        Duration appendTime) {

    /** The limits a service starts with. */
    public static Limits standard() {
        return new Limits(1 << 20, 64, Duration.ofSeconds(1), 64, 1 << 20, 256, 3 << 18, 200, Duration.ofSeconds(20));
    }
}
