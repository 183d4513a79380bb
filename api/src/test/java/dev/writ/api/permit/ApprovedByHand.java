package dev.writ.api.permit;

import dev.writ.api.approval.Approvals;
import dev.writ.api.approval.ApprovedRequest;
import dev.writ.api.audit.Drafts;
import dev.writ.api.evidence.EvidenceStore;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.api.policyset.Ruling;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Hash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Change requests that a test approves by saying so. The rules run once more allow what is approved as long as there is evidence
 * about each artifact for which evidence is asked.
 */
final class ApprovedByHand implements Approvals {
    private final Supplier<EvidenceStore> evidence;
    private final Map<UUID, ApprovedRequest> approved = new ConcurrentHashMap<>();
    private final Set<Hash> needEvidence = ConcurrentHashMap.newKeySet();
    private final List<UUID> executed = new CopyOnWriteArrayList<>();

    ApprovedByHand(Supplier<EvidenceStore> evidence) {
        this.evidence = evidence;
    }

    void approve(ApprovedRequest request) {
        approved.put(request.id(), request);
    }

    void askForEvidence(Hash artifact) {
        needEvidence.add(artifact);
    }

    List<UUID> executed() {
        return executed;
    }

    @Override
    public Optional<ApprovedRequest> approved(Tenant tenant, UUID id) {
        return Optional.ofNullable(approved.get(id));
    }

    @Override
    public Ruling again(Tenant tenant, UUID id) {
        List<Ruling.Reason> reasons = approved(tenant, id).orElseThrow().artifacts().values().stream()
                .filter(needEvidence::contains)
                .filter(digest ->
                        evidence.get().of(tenant, "sha256:" + digest.hex()).isEmpty())
                .map(digest -> new Ruling.Reason("evidence.missing", "there is no evidence", "WRIT-12", "submit it"))
                .toList();
        return new Ruling(reasons.isEmpty() ? Outcome.ALLOW : Outcome.DENY, reasons, List.of(), List.of());
    }

    @Override
    public void requireIssuable(Tenant tenant, UUID id) {
        // Whoever approves by hand takes nothing back.
    }

    @Override
    public void refused(Caller caller, UUID id, Problem problem) {
        // There is no request that it could be an entry of.
    }

    @Override
    public void executed(Drafts drafts, Tenant tenant, UUID id) {
        executed.add(id);
    }
}
