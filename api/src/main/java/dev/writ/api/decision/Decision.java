package dev.writ.api.decision;

import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Hash;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A decision as it is kept.
 *
 * @param id sorts by time
 * @param outcome what was decided
 * @param policySet which policy set decided
 * @param policyRevision which revision of it
 * @param at when
 * @param asked what was asked; empty once the request is erased
 * @param known what the service knew; empty once the facts are erased
 */
public record Decision(
        UUID id,
        Outcome outcome,
        String policySet,
        String policyRevision,
        Instant at,
        Optional<Asked> asked,
        Optional<Known> known) {
    /**
     * The request, as far as it can be searched for.
     *
     * @param subjectType type of who wants to act
     * @param subjectId id of who wants to act
     * @param action what the subject wants to do
     * @param resourceType type of the thing
     * @param resourceId id of the thing
     * @param digest of the canonical request
     */
    public record Asked(
            String subjectType, String subjectId, String action, String resourceType, String resourceId, Hash digest) {}

    /**
     * The facts, as far as they are needed without reading them.
     *
     * @param callerId who asked
     * @param digest of the canonical facts
     */
    public record Known(String callerId, Hash digest) {}
}
