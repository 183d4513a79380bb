package dev.writ.api.permit;

import dev.writ.api.approval.Approvals;
import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Idempotency;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Payloads;
import dev.writ.api.permit.RedemptionRepository.Attempt;
import dev.writ.api.permit.RedemptionRepository.Logged;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Tenant;
import dev.writ.api.policyset.Ruling;
import dev.writ.api.policyset.Withdrawals;
import dev.writ.ledger.dsse.Statement;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.permit.Permit;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Redeems permits: the moment at which acting is authorised. What the permit says is checked first, then the rules run once more, and
 * then everything that may have changed meanwhile is checked again on the locked permit, in the transaction that takes the use and
 * records it. Every attempt by somebody who may redeem is an entry, where the same one within {@link PermitLimits#REFUSAL_WINDOW} is one, and
 * {@link PermitLimits#MOST_REFUSALS} are enough.
 */
@Service
class Redemptions {
    /** Type of the entries of refusals. */
    static final String REFUSED = "permit.refused";

    private static final String OPERATION = "permit.redeem";
    private static final String REDEEMED = "redeemed";
    private static final String DETAIL = "detail";

    private final Permits permits;
    private final PermitRepository permitRows;
    private final RedemptionRepository rows;
    private final Withdrawals withdrawals;
    private final ObjectProvider<Approvals> approvals;
    private final Idempotency idempotency;
    private final Journal journal;
    private final Payloads payloads;
    private final Ids ids;
    private final Clock clock;

    Redemptions(
            Permits permits,
            PermitRepository permitRows,
            RedemptionRepository rows,
            Withdrawals withdrawals,
            ObjectProvider<Approvals> approvals,
            Idempotency idempotency,
            Journal journal,
            Payloads payloads,
            Ids ids,
            Clock clock) {
        this.permits = permits;
        this.permitRows = permitRows;
        this.rows = rows;
        this.withdrawals = withdrawals;
        this.approvals = approvals;
        this.idempotency = idempotency;
        this.journal = journal;
        this.payloads = payloads;
        this.ids = ids;
        this.clock = clock;
    }

    /** What became of a permit. */
    record Redeemed(Attempt attempt, Permit permit, long index) {}

    /** Redeems a permit, or leaves with the problem that says why not; sent again under its key, a request has the same answer. */
    Redeemed redeem(Caller caller, UUID id, Json.Obj body, Optional<String> key) {
        Tenant tenant = caller.tenant();
        Presented presented = Presented.read(body);
        Hash fingerprint =
                TreeHash.sha256(new Json.Obj(Map.of("permit", new Json.Str(id.toString()), "body", body)).canonical());
        Optional<UUID> before = idempotency.before(caller, OPERATION, key, fingerprint);
        if (before.isPresent()) {
            return again(
                    tenant,
                    rows.find(tenant, before.get())
                            .orElseThrow(() -> Idempotency.inProgress().raise()));
        }
        IssuedPermit issued = permits.require(tenant, id);
        journal.requireWritable(tenant);
        Optional<Refusal> first =
                refusal(tenant, issued, issued.usesLeft(), presented).or(() -> rules(tenant, issued.permit()));
        UUID attempt = ids.ordered();
        var recorded = journal.commit(tenant, drafts -> {
            long uses = permitRows.lock(tenant, id);
            Optional<Refusal> refusal = first.or(() -> refusal(tenant, issued, uses, presented));
            Ended ended = refusal.map(why -> refuse(drafts, caller, issued, attempt, new Tried(body, uses, why)))
                    .orElseGet(() -> take(drafts, caller, issued, attempt, uses - 1));
            ended.attempt().ifPresent(kept -> idempotency.remember(caller, OPERATION, key, fingerprint, kept.id()));
            return ended;
        });
        Ended outcome = recorded.value();
        if (outcome.refusal().isPresent()) {
            throw outcome.refusal().get().problem().raise();
        }
        return new Redeemed(
                outcome.attempt().orElseThrow(),
                issued.permit(),
                recorded.indexes().getFirst());
    }

    /**
     * How an attempt ended.
     *
     * @param attempt what is on record of it; nothing of one too many
     * @param refusal why it was refused, if it was
     */
    private record Ended(Optional<Attempt> attempt, Optional<Refusal> refusal) {}

    /** The answer that the first request had. */
    private Redeemed again(Tenant tenant, Logged logged) {
        IssuedPermit issued = permits.require(tenant, logged.attempt().permit());
        if (logged.attempt().code().equals(REDEEMED)) {
            return new Redeemed(logged.attempt(), issued.permit(), logged.index());
        }
        Json detail = payloads.read(tenant, logged.draftKey(), logged.index())
                .payload()
                .get(DETAIL);
        throw new Refusal(
                        logged.attempt().code(),
                        detail instanceof Json.Str(String text) ? text : "the permit was not redeemed")
                .problem()
                .raise();
    }

    /** The first thing that does not fit, the rules aside. */
    private Optional<Refusal> refusal(Tenant tenant, IssuedPermit issued, long uses, Presented presented) {
        Permit permit = issued.permit();
        long now = clock.millis();
        if (!presented.hasNonceOf(permit)) {
            return Optional.of(Refusal.nonce());
        }
        if (permitRows.isRevoked(tenant, issued.id())) {
            return Optional.of(Refusal.revoked());
        }
        if (withdrawals.isWithdrawn(tenant, permit.policy().text())) {
            return Optional.of(Refusal.policyWithdrawn(permit.policy().text()));
        }
        if (now < permit.notBefore().millis()) {
            return Optional.of(Refusal.notYet(permit));
        }
        if (uses == 0) {
            return Optional.of(Refusal.used(permit));
        }
        if (now >= permit.notAfter().millis()) {
            return Optional.of(Refusal.expired(permit));
        }
        if (!presented.action().equals(permit.action())) {
            return Optional.of(Refusal.action(permit));
        }
        if (!presented.environment().equals(permit.environment())) {
            return Optional.of(Refusal.environment(permit));
        }
        return presented.otherArtifacts(permit);
    }

    private Optional<Refusal> rules(Tenant tenant, Permit permit) {
        Ruling ruling = approvals.getObject().again(tenant, UUID.fromString(permit.changeRequest()));
        if (ruling.timedOut()) {
            // Neither a refusal nor remembered as one: nothing was found out about the permit.
            throw Refusal.undecided().raise();
        }
        return ruling.outcome() == Outcome.ALLOW ? Optional.empty() : Optional.of(Refusal.rules(ruling));
    }

    /** The same refusal of the same attempt, within a while, is the one that is on record already; and there are not too many of others. */
    private Ended refuse(Drafts drafts, Caller caller, IssuedPermit issued, UUID id, Tried tried) {
        Refusal why = tried.why();
        Instant now = now();
        Instant since = now.minus(PermitLimits.REFUSAL_WINDOW);
        Hash digest = tried.digest();
        Optional<UUID> recorded = rows.since(caller.tenant(), issued.id(), caller.ledgerId(), digest, since);
        if (recorded.isEmpty()
                && rows.refusals(caller.tenant(), issued.id(), caller.ledgerId(), since)
                        >= PermitLimits.MOST_REFUSALS) {
            return new Ended(Optional.empty(), Optional.of(why));
        }
        var attempt = new Attempt(recorded.orElse(id), issued.id(), why.code(), tried.uses(), now);
        if (recorded.isEmpty()) {
            var draft = draft(REFUSED, Outcome.FAILED, caller, issued, attempt);
            String key = drafts.add(draft, Map.of(DETAIL, new Json.Str(why.detail())));
            rows.insert(caller.tenant(), attempt, caller.ledgerId(), Optional.of(digest), key);
        }
        return new Ended(Optional.of(attempt), Optional.of(why));
    }

    /**
     * An attempt that is refused.
     *
     * @param body what was presented
     * @param uses how often the permit may be redeemed
     * @param why it is refused
     */
    private record Tried(Json.Obj body, long uses, Refusal why) {
        /** Tells attempts apart that are refused, by what was presented and what did not fit. */
        Hash digest() {
            return TreeHash.sha256(new Json.Obj(
                            Map.of("code", new Json.Str(why.code()), DETAIL, new Json.Str(why.detail()), "body", body))
                    .canonical());
        }
    }

    private Ended take(Drafts drafts, Caller caller, IssuedPermit issued, UUID id, long usesLeft) {
        Tenant tenant = caller.tenant();
        var attempt = new Attempt(id, issued.id(), REDEEMED, usesLeft, now());
        var draft = draft("permit.redeemed", Outcome.SUCCEEDED, caller, issued, attempt);
        permitRows.use(tenant, issued.id());
        rows.insert(tenant, attempt, caller.ledgerId(), Optional.empty(), drafts.add(draft, Map.of()));
        if (usesLeft == 0) {
            approvals
                    .getObject()
                    .executed(drafts, tenant, UUID.fromString(issued.permit().changeRequest()));
        }
        permits.tell(tenant, issued.id(), issued.requester(), REDEEMED);
        return new Ended(Optional.of(attempt), Optional.empty());
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private static EntryDraft draft(String type, Outcome outcome, Caller caller, IssuedPermit issued, Attempt attempt) {
        Map<String, Json> body = new TreeMap<>();
        body.put("permit", new Json.Str(issued.id().toString()));
        body.put("redemption", new Json.Str(attempt.id().toString()));
        body.put("uses_left", new Json.Num(attempt.usesLeft()));
        if (!attempt.code().equals(REDEEMED)) {
            body.put("code", new Json.Str(attempt.code()));
        }
        return EntryDraft.of(type, outcome)
                .withPrincipal("by", caller.ledgerId())
                .withDigest("payload", issued.permit().digest())
                .withArtifacts(issued.permit().artifacts().stream()
                        .map(Statement.Subject::digest)
                        .toList())
                .withBody(new Json.Obj(body));
    }
}
