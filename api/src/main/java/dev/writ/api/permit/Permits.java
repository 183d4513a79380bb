package dev.writ.api.permit;

import dev.writ.api.approval.ApprovalListener;
import dev.writ.api.approval.Approvals;
import dev.writ.api.approval.ApprovedRequest;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.LogProofs;
import dev.writ.api.audit.Payloads;
import dev.writ.api.notification.Notice;
import dev.writ.api.notification.Notices;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Digests;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.ProblemException;
import dev.writ.api.platform.Tenant;
import dev.writ.api.policyset.Ruling;
import dev.writ.api.policyset.Withdrawals;
import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.dsse.Statement;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.permit.Permit;
import dev.writ.ledger.permit.ProvedEnvelope;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Issues one permit for each change request that was approved, and finds those that were issued. */
@Service
class Permits implements ApprovalListener {
    private static final Logger LOG = LoggerFactory.getLogger(Permits.class);

    private final PermitRepository rows;
    private final PermitKeys keys;
    private final LogProofs log;
    private final Withdrawals withdrawals;
    private final ObjectProvider<Approvals> approvals;
    private final Notices notices;
    private final Journal journal;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    /** Approvals tell this room of what was approved and are asked by it, so neither can be made with the other at hand. */
    Permits(
            PermitRepository rows,
            PermitKeys keys,
            LogProofs log,
            Withdrawals withdrawals,
            ObjectProvider<Approvals> approvals,
            Notices notices,
            Journal journal,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.rows = rows;
        this.keys = keys;
        this.log = log;
        this.withdrawals = withdrawals;
        this.approvals = approvals;
        this.notices = notices;
        this.journal = journal;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public void approved(Tenant tenant, UUID id) {
        try {
            if (ofRequest(tenant, id).isEmpty()) {
                issue(tenant, requireApproved(tenant, id));
            }
        } catch (ProblemException e) {
            LOG.warn(
                    "no permit was issued for the change request `{}` yet: {}",
                    id,
                    e.problem().detail());
        }
    }

    /** The permit of that id, if it is in the log; 500 if the row contradicts the log. */
    Optional<IssuedPermit> find(Tenant tenant, UUID id) {
        return rows.find(tenant, id).map(row -> checked(tenant, row));
    }

    /** The permit of that id; 404 if there is none. */
    IssuedPermit require(Tenant tenant, UUID id) {
        return find(tenant, id).orElseThrow(() -> unknown(id.toString()).raise());
    }

    static Problem unknown(String id) {
        return Problem.notFound(
                "permit.unknown",
                "there is no permit `" + id + "` that the caller may use",
                "send the `id` in the predicate of the permit");
    }

    List<IssuedPermit> page(
            Tenant tenant,
            PermitRepository.Filter filter,
            Set<String> withdrawn,
            Instant now,
            Optional<UUID> cursor,
            int limit) {
        return rows.page(tenant, filter, withdrawn, now, cursor, limit).stream()
                .map(row -> checked(tenant, row))
                .toList();
    }

    /** What a row says, if the log recorded it so. */
    IssuedPermit checked(Tenant tenant, PermitRepository.Row row) {
        try {
            Permit permit = Permit.parse(row.payload());
            EntryDraft entry = log.entry(tenant, row.index()).draft();
            if (entry.type().equals(Permit.ENTRY_TYPE)
                    && TreeHash.sha256(row.payload()).equals(entry.digests().get("payload"))
                    && permit.id().equals(row.id().toString())) {
                return new IssuedPermit(
                        row.id(),
                        permit,
                        row.signature(),
                        row.keyid(),
                        row.requester(),
                        row.usesLeft(),
                        row.revokedAt(),
                        row.index());
            }
        } catch (IllegalArgumentException e) {
            LOG.error("the stored permit `{}` cannot be read: {}", row.id(), e.getMessage());
        }
        throw Payloads.contradiction("the stored permit `" + row.id() + "`", row.index())
                .raise();
    }

    /** The file of a permit, with the proof under the newest checkpoint. */
    Bytes file(Tenant tenant, IssuedPermit issued) {
        Envelope envelope = new Envelope(
                Statement.MEDIA_TYPE,
                issued.permit().payload(),
                List.of(new Envelope.Signature(issued.keyid(), issued.signature())));
        Entry entry = log.entry(tenant, issued.index());
        return new ProvedEnvelope(envelope, entry.bytes(), log.proof(tenant, issued.index())).bytes();
    }

    /** The permit of a change request, if it is in the log; 500 if the row contradicts the log. */
    Optional<IssuedPermit> ofRequest(Tenant tenant, UUID changeRequest) {
        return rows.byRequest(tenant, changeRequest).map(row -> checked(tenant, row));
    }

    /**
     * The permit of a change request; 404 if the request is not approved. One that is missing, because something came between approval
     * and issue, is issued now if the rules, which run once more, still allow it; 403 if they do not, which is
     * recorded.
     */
    IssuedPermit of(Caller caller, UUID changeRequest) {
        Tenant tenant = caller.tenant();
        return ofRequest(tenant, changeRequest).orElseGet(() -> {
            ApprovedRequest request = requireApproved(tenant, changeRequest);
            Ruling ruling = approvals.getObject().again(tenant, changeRequest);
            if (ruling.timedOut()) {
                throw Refusal.undecided().raise();
            }
            if (ruling.outcome() != Outcome.ALLOW) {
                Problem problem = Refusal.rules(ruling).problem();
                approvals.getObject().refused(caller, changeRequest, problem);
                throw problem.raise();
            }
            return issue(tenant, request);
        });
    }

    private ApprovedRequest requireApproved(Tenant tenant, UUID changeRequest) {
        return Optional.ofNullable(approvals.getIfAvailable())
                .flatMap(room -> room.approved(tenant, changeRequest))
                .orElseThrow(() -> notApproved(changeRequest).raise());
    }

    /** Id of who asked for what was approved, or has a permit. */
    Optional<String> requester(Tenant tenant, UUID changeRequest) {
        return rows.byRequest(tenant, changeRequest)
                .map(PermitRepository.Row::requester)
                .or(() -> Optional.ofNullable(approvals.getIfAvailable())
                        .flatMap(room -> room.approved(tenant, changeRequest))
                        .map(ApprovedRequest::requester));
    }

    /** The problem of a change request without a permit, as far as the caller may know. */
    static Problem notApproved(UUID changeRequest) {
        return Problem.notFound(
                "permit.not_approved",
                "the change request `" + changeRequest + "` is not there, or is not approved",
                "wait until everybody has voted who is asked");
    }

    private IssuedPermit issue(Tenant tenant, ApprovedRequest request) {
        UUID changeRequest = request.id();
        if (withdrawals.isWithdrawn(tenant, request.policyRevision())) {
            throw Refusal.policyWithdrawn(request.policyRevision()).problem().raise();
        }
        UUID id = ids.ordered();
        Permit permit = permit(tenant, request, id);
        Envelope.Signature signature =
                keys.sign(tenant, permit.payload()).signatures().getFirst();
        try {
            EntryDraft draft = permit.draft(keys.publicKey(tenant), Map.of("requester", request.requesterLedgerId()));
            journal.commit(tenant, drafts -> {
                approvals.getObject().requireIssuable(tenant, changeRequest);
                String key = drafts.add(draft, Map.of());
                if (!rows.insert(tenant, id, changeRequest, permit, signature, request.requester(), key)) {
                    throw new OtherWasFirst();
                }
                tell(tenant, id, request.requester(), "issued");
                return id;
            });
        } catch (OtherWasFirst e) {
            LOG.debug("the change request `{}` got its permit from somebody else", changeRequest);
        }
        return rows.byRequest(tenant, changeRequest)
                .map(row -> checked(tenant, row))
                .orElseThrow(() -> Problem.conflict(
                                "permit.in_progress",
                                "the permit of `" + changeRequest + "` is being issued",
                                "try again in a moment")
                        .raise());
    }

    private Permit permit(Tenant tenant, ApprovedRequest request, UUID id) {
        Instant now = clock.instant();
        Instant end = request.approvedAt().plus(request.terms().validFor());
        Instant latest = request.latestEnd().filter(end::isAfter).orElse(end);
        if (!latest.isAfter(now.plusMillis(1))) {
            throw impossible("the approval ended at " + latest).raise();
        }
        byte[] nonce = new byte[Permit.NONCE_SIZE];
        random.nextBytes(nonce);
        try {
            return new Permit(
                    id.toString(),
                    request.id().toString(),
                    request.digest(),
                    artifacts(request),
                    request.environment(),
                    action(request.request()),
                    request.obligations(),
                    Bytes.of(nonce),
                    new Timestamp(now.toEpochMilli()),
                    new Timestamp(latest.toEpochMilli()),
                    request.terms().uses(),
                    new Permit.Decision(
                            request.decision().toString(),
                            request.decisionIndex(),
                            log.entry(tenant, request.decisionIndex()).leafHash()),
                    new Permit.Policy(request.policySet(), Digests.require(request.policyRevision())),
                    log.origin(tenant));
        } catch (IllegalArgumentException e) {
            throw impossible(String.valueOf(e.getMessage())).raise();
        }
    }

    private static Problem impossible(String why) {
        return Problem.conflict(
                "permit.impossible",
                "no permit can be issued for the change request: " + why,
                "open a new change request that names the artifacts by their digests");
    }

    /** By name; an artifact that is there under two names is one. */
    private static List<Statement.Subject> artifacts(ApprovedRequest request) {
        Map<Hash, String> names = new HashMap<>();
        new TreeMap<>(request.artifacts()).forEach((name, digest) -> names.putIfAbsent(digest, name));
        return names.entrySet().stream()
                .map(each -> new Statement.Subject(each.getValue(), each.getKey()))
                .sorted(Comparator.comparing(Statement.Subject::name))
                .toList();
    }

    private static String action(Json.Obj request) {
        return request.members().get("action") instanceof Json.Obj(Map<String, Json> action)
                        && action.get("name") instanceof Json.Str(String name)
                ? name
                : "";
    }

    /** Tells the requester and whoever listens, within a change. */
    void tell(Tenant tenant, UUID id, String requester, String what) {
        Json.Obj data = new Json.Obj(Map.of("permit", new Json.Str(id.toString()), "change", new Json.Str(what)));
        notices.add(tenant, new Notice(Notice.Event.PERMIT, "/api/v1/permits/" + id, List.of(requester), data));
    }

    private static final class OtherWasFirst extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OtherWasFirst() {
            super("another caller has issued the permit", null, false, false);
        }
    }
}
