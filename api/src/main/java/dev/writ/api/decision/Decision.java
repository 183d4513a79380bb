package dev.writ.api.decision;

import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Hash;
import java.time.Instant;
import java.util.UUID;

/**
 * A decision as it is kept.
 *
 * @param id sorts by time
 * @param callerId who asked
 * @param subjectType type of who wants to act
 * @param subjectId id of who wants to act
 * @param action what the subject wants to do
 * @param resourceType type of the thing
 * @param resourceId id of the thing
 * @param outcome what was decided
 * @param policySet which policy set decided
 * @param policyRevision which revision of it
 * @param requestDigest digest of the canonical request
 * @param factsDigest digest of the canonical facts
 * @param at when
 */
public record Decision(
        UUID id,
        String callerId,
        String subjectType,
        String subjectId,
        String action,
        String resourceType,
        String resourceId,
        Outcome outcome,
        String policySet,
        String policyRevision,
        Hash requestDigest,
        Hash factsDigest,
        Instant at) {}
