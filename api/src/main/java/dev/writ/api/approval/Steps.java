package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.access.DecisionMaker;
import dev.writ.api.approval.ChangeRequestRepository.Telling;
import dev.writ.api.audit.Drafts;
import dev.writ.api.identity.Groups;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.notification.Notice;
import dev.writ.api.notification.Notices;
import dev.writ.api.platform.Digests;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Hash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The steps in the life of a change request, each within a change. */
@Component
class Steps {
    private final ChangeRequestRepository rows;
    private final Principals principals;
    private final Notices notices;
    private final Groups groups;
    private final ApprovalLimits limits;
    private final Clock clock;

    Steps(
            ChangeRequestRepository rows,
            Principals principals,
            Notices notices,
            Groups groups,
            ApprovalLimits limits,
            Clock clock) {
        this.rows = rows;
        this.principals = principals;
        this.notices = notices;
        this.groups = groups;
        this.limits = limits;
        this.clock = clock;
    }

    /** The row, locked for the rest of the change; 404 if there is none, 409 if it is not open any more. */
    Row lockOpen(Tenant tenant, UUID id) {
        Row row = lock(tenant, id);
        if (row.state() != State.OPEN) {
            throw closed(id, row.state().word()).raise();
        }
        if (!row.expiresAt().isAfter(clock.instant())) {
            throw closed(id, State.EXPIRED.word()).raise();
        }
        return row;
    }

    /** The row, locked for the rest of the change; 404 if there is none. */
    Row lock(Tenant tenant, UUID id) {
        return rows.lock(tenant, id).orElseThrow(() -> unknown(id.toString()).raise());
    }

    /** The problem of a request that there is none of, as far as the caller may know. */
    static Problem unknown(String id) {
        return Problem.notFound(
                "change-request.unknown",
                "there is no change request `" + id + "` that the caller may see",
                "send the `id` that `POST /api/v1/change-requests` gave");
    }

    private static Problem closed(UUID id, String state) {
        return Problem.conflict(
                "change-request.closed",
                "the change request `" + id + "` is not open but `" + state + "`",
                "open a new one with `POST /api/v1/change-requests`");
    }

    /**
     * What the rules said leads to: rejected if they deny, approved if nothing is missing, else the row stays as it is.
     *
     * @param met whether votes meet what the rules ask for
     */
    Row settle(Drafts drafts, Tenant tenant, Row row, ActionRequest request, DecisionMaker.Made made, boolean met) {
        Optional<Hash> artifact = Binding.artifact(request);
        return switch (made.ruling().outcome()) {
            case DENY -> end(drafts, tenant, row, artifact, Ending.decided(State.REJECTED, Outcome.DENY, made));
            case ALLOW -> end(drafts, tenant, row, artifact, Ending.decided(State.APPROVED, Outcome.ALLOW, made));
            case APPROVAL_REQUIRED ->
                met ? end(drafts, tenant, row, artifact, Ending.decided(State.APPROVED, Outcome.ALLOW, made)) : row;
            case RECORDED, APPROVED, REJECTED, SUCCEEDED, FAILED ->
                throw new IllegalStateException(
                        "no outcome of a decision: " + made.ruling().outcome());
        };
    }

    /** Comes to another state: entry, row and notice. */
    Row end(Drafts drafts, Tenant tenant, Row row, Optional<Hash> artifact, Ending ending) {
        String key = drafts.add(entry(tenant, row, artifact, ending), payload(ending), Entries.terms(row.id()));
        Row ended = row.in(ending.state(), key, clock.instant());
        write(tenant, ended, row.version());
        if (ending.state() != State.EXECUTED) {
            tell(tenant, ended, Notice.Event.DECIDED, List.of(row.requester()));
        }
        return ended;
    }

    private static Map<String, Json> payload(Ending ending) {
        return ending.reason()
                .<Map<String, Json>>map(text -> Map.of("reason", new Json.Str(text)))
                .orElse(Map.of());
    }

    private EntryDraft entry(Tenant tenant, Row row, Optional<Hash> artifact, Ending ending) {
        EntryDraft entry = Entries.about(Entries.type(ending.state()), ending.outcome(), row.id(), row.digest());
        Map<String, Json> members = new TreeMap<>(entry.body().members());
        ending.made()
                .ifPresent(made -> members.put(
                        "decision", new Json.Str(made.decision().id().toString())));
        if (ending.waived()) {
            members.put(Entries.WAIVED, new Json.Bool(true));
        }
        entry = entry.withBody(new Json.Obj(members));
        Optional<Principal> requester = principals.find(tenant, row.requester());
        if (requester.isPresent()) {
            entry = entry.withPrincipal("requester", requester.get().ledgerId());
        }
        if (ending.by().isPresent()) {
            entry = entry.withPrincipal("by", ending.by().get().ledgerId());
        }
        if (artifact.isPresent()) {
            entry = entry.withDigest("artifact", artifact.get());
        }
        return ending.made().isPresent()
                ? entry.withPolicy(
                        Digests.require(ending.made().get().decision().policyRevision()))
                : entry;
    }

    /** Sets when people are told again of a request that stays open. */
    void schedule(Tenant tenant, Row row) {
        Duration life = Duration.between(row.changedAt(), row.expiresAt());
        Instant escalation = row.changedAt().plus(shorter(limits.escalation(), life.dividedBy(2)));
        Instant reminder = row.expiresAt().minus(shorter(limits.reminder(), life.dividedBy(4)));
        rows.schedule(tenant, row.id(), Telling.ESCALATION, Optional.of(escalation));
        rows.schedule(tenant, row.id(), Telling.REMINDER, Optional.of(reminder));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Tells those whose votes are asked for that the request waits. */
    void tellWaiting(Tenant tenant, Row row) {
        tell(tenant, row, Notice.Event.WAITING, asked(tenant, row));
    }

    /** Members of the groups whose votes are asked for. */
    List<String> asked(Tenant tenant, Row row) {
        return row.requirements().stream()
                .map(Requirement::group)
                .distinct()
                .flatMap(group -> groups.members(tenant, group).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Writes the row; 409 if somebody else changed it meanwhile. */
    void write(Tenant tenant, Row row, long version) {
        if (!rows.update(tenant, row, version)) {
            throw Problem.conflict(
                            "change-request.changed",
                            "the change request `" + row.id() + "` was changed by somebody else at the same time",
                            "read it again")
                    .raise();
        }
    }

    /** What notices about a request name. */
    static String about(UUID id) {
        return "/api/v1/change-requests/" + id;
    }

    /** Hands in a notice about the request. */
    void tell(Tenant tenant, Row row, Notice.Event event, List<String> recipients) {
        tell(tenant, row, event, recipients, Map.of());
    }

    /** As {@link #tell(Tenant, Row, Notice.Event, List)}, which says something more. */
    void tell(Tenant tenant, Row row, Notice.Event event, List<String> recipients, Map<String, Json> more) {
        Map<String, Json> data = new TreeMap<>(more);
        data.put("id", new Json.Str(row.id().toString()));
        data.put("state", new Json.Str(row.state().word()));
        data.put("action", new Json.Str(row.action()));
        data.put("expires_at", new Json.Str(row.expiresAt().toString()));
        notices.add(tenant, new Notice(event, about(row.id()), recipients, new Json.Obj(data)));
    }
}
