package dev.writ.api.approval;

import dev.writ.api.audit.Journal;
import dev.writ.api.audit.LogFacts;
import dev.writ.api.audit.LoggedEntry;
import dev.writ.api.audit.Payloads;
import dev.writ.api.audit.Recorded;
import dev.writ.api.identity.Groups;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Fields;
import dev.writ.api.platform.Gate;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Who may vote for whom. A person delegates her own votes only, to another person, for a time. */
@Service
class Delegations {
    private static final List<String> FIELDS = List.of("to", "groups", "actions", "expires_in");
    private static final String REVOKE = "delegation.revoke";
    private static final long SHORTEST = 60;
    private static final int MOST = 50;

    private final DelegationRepository rows;
    private final Principals principals;
    private final Groups groups;
    private final Payloads payloads;
    private final LogFacts log;
    private final Records records;
    private final Journal journal;
    private final Gate gate;
    private final ApprovalLimits limits;
    private final Ids ids;
    private final Clock clock;

    Delegations(
            DelegationRepository rows,
            Principals principals,
            Groups groups,
            Payloads payloads,
            LogFacts log,
            Records records,
            Journal journal,
            Gate gate,
            ApprovalLimits limits,
            Ids ids,
            Clock clock) {
        this.rows = rows;
        this.principals = principals;
        this.groups = groups;
        this.payloads = payloads;
        this.log = log;
        this.records = records;
        this.journal = journal;
        this.gate = gate;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes a delegation of the caller's votes. */
    Recorded<Delegation> create(Caller caller, Json.Obj body) {
        Persons.require(caller);
        Fields fields = Fields.of(body, "", FIELDS);
        Principal to = delegate(caller, fields.identifier("to"));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Duration life = Duration.ofSeconds(
                fields.number("expires_in", SHORTEST, limits.longestDelegation().toSeconds()));
        var delegation = new Delegation(
                ids.ordered(),
                caller.person(),
                to.id(),
                fields.texts("groups", MOST),
                fields.texts("actions", MOST),
                now,
                now.plus(life),
                Optional.empty());
        requireVotes(caller);
        return journal.commit(caller.tenant(), drafts -> {
            // Others who delegate from or to the same persons wait, and count this one.
            principals.hold(caller.tenant(), List.of(delegation.from(), delegation.to()));
            EntryDraft entry = EntryDraft.of(Entries.DELEGATED, Outcome.RECORDED)
                    .withBody(Entries.body(delegation))
                    .withPrincipal("from", caller.ledgerId())
                    .withPrincipal("to", to.ledgerId());
            requireRoom(caller.tenant(), delegation);
            String key = drafts.add(
                    entry, Map.of("scope", DelegationRepository.scope(delegation)), Entries.terms(delegation.id()));
            rows.insert(caller.tenant(), delegation, key);
            return delegation;
        });
    }

    /** Who has no votes delegates none; only groups that the service keeps are delegated. */
    private void requireVotes(Caller caller) {
        if (groups.of(caller.tenant(), caller.person()).isEmpty()) {
            throw Problem.forbidden(
                            "delegation.no_votes",
                            "`" + caller.person()
                                    + "` is in no group that the service keeps, so has no votes to delegate",
                            "join a group first: `PUT /api/v1/groups/{name}` says who is in it")
                    .raise();
        }
    }

    /** However many somebody could make, all of them are looked at with each vote. */
    private void requireRoom(Tenant tenant, Delegation delegation) {
        DelegationRepository.Count live = rows.count(tenant, delegation, clock.instant());
        if (live.given() >= limits.mostDelegated()) {
            throw tooMany("`" + delegation.from() + "` has given", live.given(), "revoke one that is not needed")
                    .raise();
        }
        if (live.between() >= limits.mostBetween()) {
            throw tooMany(
                            "`" + delegation.from() + "` has given `" + delegation.to() + "`",
                            live.between(),
                            "revoke one that is not needed, or make one for all groups and actions")
                    .raise();
        }
        if (live.held() >= limits.mostHeld()) {
            throw tooMany(
                            "`" + delegation.to() + "` has been given",
                            live.held(),
                            "delegate to another person, or let that one end some")
                    .raise();
        }
    }

    private static Problem tooMany(String who, int count, String remedy) {
        return Problem.conflict("delegation.too_many", who + " " + count + " delegations that have not ended", remedy);
    }

    private Principal delegate(Caller caller, String id) {
        if (id.equals(caller.person())) {
            throw Problem.unprocessable(
                            "delegation.self", "`/to` is the caller", "name another person who votes for you")
                    .raise();
        }
        return principals
                .find(caller.tenant(), id)
                .filter(found -> found.kind().equals("human"))
                .orElseThrow(() -> Problem.unprocessable(
                                "delegation.to",
                                "`/to` is `" + id + "`, which is no registered human",
                                "name a person who is registered as a principal")
                        .raise());
    }

    /** Ends a delegation before its time; 404 if there is none that the caller may end. */
    void revoke(Caller caller, UUID id) {
        Delegation delegation = rows.find(caller.tenant(), id)
                .filter(found ->
                        gate.refusal(caller, REVOKE, owner(caller, found)).isEmpty())
                .orElseThrow(() -> unknown(id).raise());
        journal.commit(caller.tenant(), drafts -> {
            EntryDraft entry = EntryDraft.of(Entries.DELEGATION_REVOKED, Outcome.RECORDED)
                    .withBody(new Json.Obj(Map.of("delegation", new Json.Str(id.toString()))))
                    .withPrincipal("by", caller.ledgerId());
            drafts.add(entry, Map.of(), Entries.terms(id));
            if (!rows.revoke(caller.tenant(), id, clock.instant())) {
                throw Problem.conflict(
                                "delegation.revoked",
                                "the delegation `" + id + "` is revoked already",
                                "nothing is left to do")
                        .raise();
            }
            return delegation;
        });
    }

    /** A delegation is both persons' own: who made it ends it, and so does whom it was made to. */
    private static String owner(Caller caller, Delegation delegation) {
        boolean own =
                delegation.from().equals(caller.person()) || delegation.to().equals(caller.person());
        return own ? caller.id() : delegation.from();
    }

    private static Problem unknown(UUID id) {
        return Problem.notFound(
                "delegation.unknown",
                "there is no delegation `" + id + "` that the caller may end",
                "send the `id` that `POST /api/v1/delegations` gave");
    }

    /** The newest before the cursor; those of one person, if one is given. */
    List<Delegation> page(Tenant tenant, Optional<String> person, Optional<UUID> cursor, int limit) {
        return rows.page(tenant, person, cursor, limit).stream()
                .map(DelegationRepository.Kept::delegation)
                .toList();
    }

    /** What lets a person vote for another one now, as the log has it. */
    List<Delegation> live(Tenant tenant, String from, String to) {
        return checked(tenant, rows.live(tenant, from, to, clock.instant()));
    }

    /** What lets a person vote for others now, as the log has it. */
    List<Delegation> live(Tenant tenant, String to) {
        return checked(tenant, rows.live(tenant, to, clock.instant()));
    }

    private List<Delegation> checked(Tenant tenant, List<DelegationRepository.Kept> kept) {
        return kept.stream().flatMap(one -> checked(tenant, one).stream()).toList();
    }

    /** The delegation, unless it was revoked since the row was read. */
    private Optional<Delegation> checked(Tenant tenant, DelegationRepository.Kept kept) {
        Delegation delegation = kept.delegation();
        LoggedEntry recorded = payloads.read(tenant, kept.draftKey(), kept.index());
        Map<String, String> named = recorded.entry().principals();
        if (!recorded.entry().type().equals(Entries.DELEGATED)
                || !recorded.entry().body().equals(Entries.body(delegation))
                || !DelegationRepository.scope(delegation)
                        .equals(recorded.payload().get("scope"))
                || !records.isNamed(tenant, delegation.from(), named.get("from"))
                || !records.isNamed(tenant, delegation.to(), named.get("to"))) {
            throw contradiction(kept);
        }
        if (!log.tell(tenant, Entries.DELEGATION_REVOKED, delegation.id().toString())) {
            return Optional.of(delegation);
        }
        if (rows.find(tenant, delegation.id()).flatMap(Delegation::revokedAt).isEmpty()) {
            throw contradiction(kept);
        }
        return Optional.empty();
    }

    private static RuntimeException contradiction(DelegationRepository.Kept kept) {
        return Payloads.contradiction(
                        "the stored delegation `" + kept.delegation().id() + "`", kept.index())
                .raise();
    }
}
