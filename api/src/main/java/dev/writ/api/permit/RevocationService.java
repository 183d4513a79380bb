package dev.writ.api.permit;

import dev.writ.api.approval.ReviewListener;
import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.LogProofs;
import dev.writ.api.audit.Recorded;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.permit.ProvedEnvelope;
import dev.writ.ledger.permit.Revocations;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Revokes permits, and signs the list of those that are revoked. */
@Service
class RevocationService implements ReviewListener {
    /** Type of the entries. */
    static final String ENTRY_TYPE = "permit.revoked";

    private static final String REJECTED = "its approvals were waived in an emergency, and the review rejected that";

    private final Permits permits;
    private final PermitRepository rows;
    private final PermitKeys keys;
    private final LogProofs log;
    private final Journal journal;
    private final Clock clock;

    RevocationService(
            Permits permits, PermitRepository rows, PermitKeys keys, LogProofs log, Journal journal, Clock clock) {
        this.permits = permits;
        this.rows = rows;
        this.keys = keys;
        this.log = log;
        this.journal = journal;
        this.clock = clock;
    }

    /** Revokes a permit; 404 if there is none, 409 if it is revoked already. */
    Recorded<Instant> revoke(Caller caller, UUID id, String reason) {
        Tenant tenant = caller.tenant();
        IssuedPermit issued = permits.require(tenant, id);
        return journal.commit(tenant, drafts -> {
            rows.lock(tenant, id);
            if (rows.isRevoked(tenant, id)) {
                throw Problem.conflict(
                                "permit.revoked", "the permit `" + id + "` is revoked already", "nothing is left to do")
                        .raise();
            }
            return revoke(drafts, caller, Revocable.of(issued), reason);
        });
    }

    /**
     * What is revoked.
     *
     * @param id of the permit
     * @param digest of what is signed
     * @param requester who asked
     */
    private record Revocable(UUID id, Hash digest, String requester) {
        static Revocable of(IssuedPermit issued) {
            return new Revocable(issued.id(), issued.permit().digest(), issued.requester());
        }
    }

    private Instant revoke(Drafts drafts, Caller caller, Revocable issued, String reason) {
        Tenant tenant = caller.tenant();
        UUID id = issued.id();
        Instant now = Instant.ofEpochMilli(clock.millis());
        EntryDraft draft = EntryDraft.of(ENTRY_TYPE, Outcome.RECORDED)
                .withPrincipal("by", caller.ledgerId())
                .withDigest("payload", issued.digest())
                .withBody(new Json.Obj(Map.of("permit", new Json.Str(id.toString()))));
        rows.revoke(tenant, id, now, drafts.add(draft, Map.of("reason", new Json.Str(reason))));
        permits.tell(tenant, id, issued.requester(), "revoked");
        return now;
    }

    @Override
    public boolean hasGiven(Tenant tenant, UUID id) {
        return rows.waiting(tenant, id).isPresent();
    }

    /** Revokes what is left of the permit, be its issue in the log already or not. */
    @Override
    public void rejected(Drafts drafts, Caller reviewer, UUID id) {
        Tenant tenant = reviewer.tenant();
        permits.ofRequest(tenant, id)
                .map(Revocable::of)
                .or(() -> rows.waiting(tenant, id)
                        .map(row -> new Revocable(row.id(), TreeHash.sha256(row.payload()), row.requester())))
                .ifPresent(issued -> {
                    boolean left = rows.lock(tenant, issued.id()) > 0;
                    if (left && !rows.isRevoked(tenant, issued.id())) {
                        revoke(drafts, reviewer, issued, REJECTED);
                    }
                });
    }

    /** The list, signed now, as a file. */
    Bytes list(Tenant tenant) {
        long announced = keys.announced(tenant);
        Instant now = clock.instant();
        List<PermitRepository.Row> revoked = rows.revoked(tenant, now, Revocations.MAX_REVOKED + 1);
        if (revoked.size() > Revocations.MAX_REVOKED) {
            throw Problem.unavailable(
                            "permit.revocations.too_many",
                            "more than " + Revocations.MAX_REVOKED + " permits are revoked and not expired",
                            "redeem online, where every revocation counts; the list is served again when some expire")
                    .raise();
        }
        LogProof proof = log.proof(tenant, announced);
        var list = new Revocations(
                LogProofs.head(proof),
                new Timestamp(now.toEpochMilli()),
                new Timestamp(now.plus(PermitLimits.LIST_LIFE).toEpochMilli()),
                revoked.stream().map(RevocationService::revoked).toList());
        return new ProvedEnvelope(
                        keys.sign(tenant, list.payload()),
                        log.entry(tenant, announced).bytes(),
                        proof)
                .bytes();
    }

    private static Revocations.Revoked revoked(PermitRepository.Row row) {
        return new Revocations.Revoked(
                row.id().toString(),
                TreeHash.sha256(row.payload()),
                new Timestamp(row.revokedAt().orElseThrow().toEpochMilli()));
    }
}
