package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.access.DecisionMaker;
import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Idempotency;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.Recorded;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.merkle.Hash;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Opens change requests, and closes those that their requesters give up. */
@Service
class ChangeRequests {
    private static final String OPERATION = "change-request.open";
    private static final int SALT_BYTES = 32;

    private final ChangeRequestRepository rows;
    private final DecisionMaker maker;
    private final Records records;
    private final Rules rules;
    private final Steps steps;
    private final Principals principals;
    private final Idempotency idempotency;
    private final Journal journal;
    private final ApprovalLimits limits;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    ChangeRequests(
            ChangeRequestRepository rows,
            DecisionMaker maker,
            Records records,
            Rules rules,
            Steps steps,
            Principals principals,
            Idempotency idempotency,
            Journal journal,
            ApprovalLimits limits,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.rows = rows;
        this.maker = maker;
        this.records = records;
        this.rules = rules;
        this.steps = steps;
        this.principals = principals;
        this.idempotency = idempotency;
        this.journal = journal;
        this.limits = limits;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * What somebody asks for.
     *
     * @param request the action
     * @param life how long it may wait for votes
     * @param comment why
     * @param fingerprint digest of the whole body
     */
    record Asked(ActionRequest request, Optional<Duration> life, Optional<String> comment, Hash fingerprint) {}

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
        DecisionMaker.Made made = maker.decide(caller, asked.request());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = now.plus(asked.life().orElse(limits.standardLife()));
        Binding binding =
                Binding.of(asked.request(), caller.id(), rules.evidence(caller.tenant(), asked.request()), end, salt());
        Recorded<Row> recorded = journal.commit(caller.tenant(), drafts -> {
            maker.add(drafts, caller, made);
            Row row = insert(drafts, caller, asked, made, binding, now, end);
            idempotency.remember(caller, OPERATION, key, asked.fingerprint(), row.id());
            return steps.settle(drafts, caller.tenant(), row, asked.request(), made, false);
        });
        return recorded.value();
    }

    private Row insert(
            Drafts drafts,
            Caller caller,
            Asked asked,
            DecisionMaker.Made made,
            Binding binding,
            Instant now,
            Instant end) {
        UUID id = ids.ordered();
        String opened = drafts.add(entry(caller, asked, made, binding, id), payload(asked, binding), terms(asked, id));
        var row = new Row(
                id,
                State.OPEN,
                1,
                caller.id(),
                caller.person(),
                caller.attributes().getOrDefault("team", caller.person()),
                asked.request().action(),
                Binding.environment(asked.request()),
                binding.digest(),
                Requirement.read(made.ruling().require()),
                made.decision().id(),
                now,
                now,
                end,
                new Row.Keys(opened, opened, opened));
        rows.insert(caller.tenant(), row);
        return row;
    }

    private static EntryDraft entry(Caller caller, Asked asked, DecisionMaker.Made made, Binding binding, UUID id) {
        EntryDraft entry = Entries.about(
                        Entries.OPENED,
                        Outcome.RECORDED,
                        id,
                        "sha256:" + binding.digest().hex())
                .withPrincipal("requester", caller.ledgerId())
                .withPolicy(Hash.parseHex(made.decision().policyRevision().substring("sha256:".length())));
        return Binding.artifact(asked.request())
                .map(hash -> entry.withDigest("artifact", hash))
                .orElse(entry);
    }

    private static Map<String, Json> payload(Asked asked, Binding binding) {
        Map<String, Json> payload = new HashMap<>();
        payload.put("binding", binding.json());
        asked.comment().ifPresent(text -> payload.put("comment", new Json.Str(text)));
        return payload;
    }

    private static Set<SearchTerm> terms(Asked asked, UUID id) {
        return Set.of(
                SearchTerm.resource(id.toString()),
                SearchTerm.resource(asked.request().resourceId()));
    }

    private String salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    /** Gives an open request up; 403 for anybody but its requester. */
    Row withdraw(Caller caller, UUID id) {
        return journal.commit(caller.tenant(), drafts -> {
                    Row row = steps.lockOpen(caller.tenant(), id);
                    if (!row.person().equals(caller.person())) {
                        throw notYours(id).raise();
                    }
                    return steps.end(
                            drafts,
                            caller.tenant(),
                            row,
                            State.WITHDRAWN,
                            Outcome.RECORDED,
                            Optional.empty(),
                            records.request(caller.tenant(), row),
                            principals.find(caller.tenant(), caller.id()));
                })
                .value();
    }

    private static Problem notYours(UUID id) {
        return Problem.forbidden(
                "change-request.not_yours",
                "the change request `" + id + "` was opened by somebody else",
                "vote against it, or ask its requester to withdraw it");
    }

    /** The request, as far as it is in the log. */
    Optional<Row> find(Caller caller, UUID id) {
        return rows.find(caller.tenant(), id);
    }

    List<Row> page(Caller caller, ChangeRequestRepository.Filter filter, Optional<UUID> cursor, int limit) {
        return rows.page(caller.tenant(), filter, cursor, limit);
    }
}
