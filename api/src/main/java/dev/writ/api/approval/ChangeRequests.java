package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.access.DecisionMaker;
import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Idempotency;
import dev.writ.api.audit.Journal;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.identity.TokenIssuers;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Digests;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.IfMatch;
import dev.writ.api.platform.Problem;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.entry.SearchTerm;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What requesters do with their change requests: open, amend and withdraw them. */
@Service
class ChangeRequests {
    private static final String OPERATION = "change-request.open";

    private final ChangeRequestRepository rows;
    private final DecisionMaker maker;
    private final Records records;
    private final Rules rules;
    private final Steps steps;
    private final ApprovalListeners listeners;
    private final Principals principals;
    private final TokenIssuers issuers;
    private final Teams teams;
    private final Idempotency idempotency;
    private final Journal journal;
    private final ApprovalLimits limits;
    private final Ids ids;
    private final Salts salts;
    private final Clock clock;

    ChangeRequests(
            ChangeRequestRepository rows,
            DecisionMaker maker,
            Records records,
            Rules rules,
            Steps steps,
            ApprovalListeners listeners,
            Principals principals,
            TokenIssuers issuers,
            Teams teams,
            Idempotency idempotency,
            Journal journal,
            ApprovalLimits limits,
            Ids ids,
            Salts salts,
            Clock clock) {
        this.rows = rows;
        this.maker = maker;
        this.records = records;
        this.rules = rules;
        this.steps = steps;
        this.listeners = listeners;
        this.principals = principals;
        this.issuers = issuers;
        this.teams = teams;
        this.idempotency = idempotency;
        this.journal = journal;
        this.limits = limits;
        this.ids = ids;
        this.salts = salts;
        this.clock = clock;
    }

    /**
     * Opens a change request, or finds the one that was opened under the same idempotency key. The rules run first: what they deny is
     * rejected, and what they allow without votes is approved at once; both are on record like any other.
     */
    Row open(Caller caller, Asked asked, Optional<String> key) {
        var before = idempotency.before(caller, OPERATION, key, asked.fingerprint());
        if (before.isPresent()) {
            return rows.find(caller.tenant(), before.get())
                    .orElseThrow(() -> Idempotency.inProgress().raise());
        }
        journal.requireWritable(caller.tenant());
        requireAnswerable(caller, caller.id());
        requireAnswerable(caller, asked.request().subjectId());
        DecisionMaker.Made made = maker.decide(caller, asked.request());
        Instant now = now();
        Binding binding = binding(
                caller,
                caller.id(),
                issuers.of(caller),
                asked,
                now.plus(asked.life().orElse(limits.standardLife())));
        Row row = journal.commit(caller.tenant(), drafts -> {
                    maker.add(drafts, caller, made);
                    Row opened = insert(drafts, caller, asked, made, binding, now);
                    idempotency.remember(caller, OPERATION, key, asked.fingerprint(), opened.id());
                    return decided(drafts, caller, opened, asked.request(), made);
                })
                .value();
        listeners.tell(caller.tenant(), row);
        return row;
    }

    /** A service that nobody answers for would be a person of its own, distinct from everybody. */
    private void requireAnswerable(Caller caller, String id) {
        boolean nobodys = principals
                .find(caller.tenant(), id)
                .filter(found -> found.kind().equals("service") && found.owner().isEmpty())
                .isPresent();
        if (nobodys) {
            throw Problem.forbidden(
                            "change-request.no_owner",
                            "the service `" + id + "` has no owner, so nobody answers for what it asks",
                            "let an administrator register it with an `owner`")
                    .raise();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Binding binding(Caller caller, String requester, Set<String> issued, Asked asked, Instant end) {
        return Binding.of(
                asked.request(),
                requester,
                issued,
                rules.evidence(caller.tenant(), asked.request()),
                end,
                salts.fresh());
    }

    /** What the rules said, and who is told of it if the request waits. */
    private Row decided(Drafts drafts, Caller caller, Row row, ActionRequest request, DecisionMaker.Made made) {
        Row settled = steps.settle(drafts, caller.tenant(), row, request, made, false);
        if (settled.state() == State.OPEN) {
            steps.schedule(caller.tenant(), settled);
            steps.tellWaiting(caller.tenant(), settled);
        }
        return settled;
    }

    private Row insert(
            Drafts drafts, Caller caller, Asked asked, DecisionMaker.Made made, Binding binding, Instant now) {
        UUID id = ids.ordered();
        EntryDraft entry = entry(Entries.OPENED, caller.ledgerId(), asked, made, binding, id);
        String opened = drafts.add(entry, payload(asked, binding), terms(asked, id));
        var row = new Row(
                id,
                State.OPEN,
                1,
                caller.id(),
                caller.person(),
                Optional.of(teams.of(caller.tenant(), asked.request(), caller.id(), caller.person())),
                asked.request().action(),
                Binding.environment(asked.request()),
                binding.digest(),
                Requirement.read(made.ruling().require()),
                made.decision().id(),
                now,
                now,
                binding.expiresAt(),
                new Row.Keys(opened, opened, opened));
        rows.insert(caller.tenant(), row, asked.request().resourceId());
        return row;
    }

    private static EntryDraft entry(
            String type, String requester, Asked asked, DecisionMaker.Made made, Binding binding, UUID id) {
        EntryDraft entry = Entries.about(type, Outcome.RECORDED, id, binding.digest())
                .withPrincipal("requester", requester)
                .withPolicy(Digests.require(made.decision().policyRevision()));
        return Binding.artifact(asked.request())
                .map(hash -> entry.withDigest("artifact", hash))
                .orElse(entry);
    }

    private static Map<String, Json> payload(Asked asked, Binding binding) {
        Map<String, Json> payload = new HashMap<>(asked.payload());
        payload.put("binding", binding.json());
        return payload;
    }

    private static Set<SearchTerm> terms(Asked asked, UUID id) {
        return Set.of(
                SearchTerm.resource(id.toString()),
                SearchTerm.resource(asked.request().resourceId()));
    }

    /**
     * Changes what an open request asks for, on the state of it that the requester has read. The rules run again, and votes that were
     * given for what it was are void.
     *
     * @param read the states that the requester has read
     */
    Row amend(Caller caller, UUID id, IfMatch read, Json.Obj body) {
        Row row = journal.commit(caller.tenant(), drafts -> {
                    Row seen = steps.lockOpen(caller.tenant(), id);
                    requireOwn(caller, seen);
                    if (!Etags.means(read, seen.version())) {
                        throw IfMatch.stale("the change request `" + id + "`").raise();
                    }
                    return amend(drafts, caller, seen, body);
                })
                .value();
        listeners.tell(caller.tenant(), row);
        return row;
    }

    private Row amend(Drafts drafts, Caller caller, Row seen, Json.Obj body) {
        Binding earlier = records.binding(caller.tenant(), seen);
        ActionRequest before = Records.request(earlier);
        Asked asked = Asked.amend(before, body, limits);
        requireSame(before, asked.request());
        Instant now = now();
        Set<String> issued = new HashSet<>(earlier.issuers());
        issued.addAll(issuers.of(caller));
        Binding binding = binding(caller, seen.requester(), issued, asked, end(asked, seen, now));
        DecisionMaker.Made made = rules.inTime(caller.tenant(), seen, asked.request());
        maker.add(drafts, rules.caller(caller.tenant(), seen), made);
        String requester = principals
                .find(caller.tenant(), seen.requester())
                .map(Principal::ledgerId)
                .orElse(caller.ledgerId());
        EntryDraft entry = entry(Entries.CHANGED, requester, asked, made, binding, seen.id())
                .withPrincipal("by", caller.ledgerId());
        String key = drafts.add(entry, payload(asked, binding), Entries.terms(seen.id()));
        Row bound = seen.bound(binding.digest(), binding.expiresAt(), key, now)
                .withEnvironment(Binding.environment(asked.request()))
                .decided(made.decision().id(), Requirement.read(made.ruling().require()));
        steps.write(caller.tenant(), bound, seen.version());
        return decided(drafts, caller, bound, asked.request(), made);
    }

    /** Amendments do not lengthen the life of a request beyond the longest. */
    private Instant end(Asked asked, Row seen, Instant now) {
        Instant latest = seen.createdAt().plus(limits.longestLife());
        return asked.life()
                .map(now::plus)
                .map(end -> end.isAfter(latest) ? latest : end)
                .orElse(seen.expiresAt());
    }

    private static void requireSame(ActionRequest before, ActionRequest after) {
        if (!before.action().equals(after.action())
                || !before.subjectId().equals(after.subjectId())
                || !before.subjectType().equals(after.subjectType())
                || !before.resourceType().equals(after.resourceType())
                || !before.resourceId().equals(after.resourceId())) {
            throw Problem.unprocessable(
                            "change-request.other",
                            "the request would be about another action, subject or resource",
                            "withdraw this one, and open a new one with `POST /api/v1/change-requests`")
                    .raise();
        }
    }

    /** Gives an open request up; 403 for anybody but its requester. */
    Row withdraw(Caller caller, UUID id, String reason) {
        return journal.commit(caller.tenant(), drafts -> {
                    Row row = steps.lockOpen(caller.tenant(), id);
                    requireOwn(caller, row);
                    Optional<Principal> by = principals.find(caller.tenant(), caller.id());
                    return steps.end(
                            drafts,
                            caller.tenant(),
                            row,
                            records.artifact(caller.tenant(), row),
                            Ending.by(State.WITHDRAWN, Outcome.RECORDED, by).because(reason));
                })
                .value();
    }

    private static void requireOwn(Caller caller, Row row) {
        boolean own = row.requester().equals(caller.id())
                || (caller.kind().equals("human") && row.person().equals(caller.person()));
        if (!own) {
            throw Problem.forbidden(
                            "change-request.not_yours",
                            "the change request `" + row.id() + "` was opened by somebody else",
                            "vote against it, or ask its requester to withdraw it")
                    .raise();
        }
    }

    List<Row> page(Caller caller, ChangeRequestRepository.Filter filter, Optional<UUID> cursor, int limit) {
        return rows.page(caller.tenant(), filter, cursor, limit);
    }
}
