package dev.writ.api.approval;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A change request whose action may be done, as the room of permits needs it.
 *
 * @param id of the change request
 * @param requester id of the principal that asked
 * @param requesterLedgerId its random name in the ledger
 * @param request what was asked, in the AuthZEN shape
 * @param digest what the votes were bound to
 * @param artifacts SHA-256 of each artifact, by its name
 * @param environment where it may go, if the request names one
 * @param obligations what the one who acts must do, as the rules gave them
 * @param decision id of the decision that allowed it
 * @param decisionIndex where that decision's entry is in the log
 * @param policySet which policy set decided
 * @param policyRevision which revision of it
 * @param approvedAt when
 * @param terms what the requester asked of the permit
 * @param latestEnd when a permit ends at the latest, whatever the terms say; empty if only they bind it
 */
public record ApprovedRequest(
        UUID id,
        String requester,
        String requesterLedgerId,
        Json.Obj request,
        Hash digest,
        Map<String, Hash> artifacts,
        Optional<String> environment,
        List<Json> obligations,
        UUID decision,
        long decisionIndex,
        String policySet,
        String policyRevision,
        Instant approvedAt,
        PermitTerms terms,
        Optional<Instant> latestEnd) {
    public ApprovedRequest {
        artifacts = Map.copyOf(artifacts);
        obligations = List.copyOf(obligations);
    }
}
