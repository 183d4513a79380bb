package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.access.DecisionMaker;
import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.notification.Notice;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Fields;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Reason;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Hash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Break-glass: in an emergency somebody on call has what the rules ask votes for done without them, for some hours. What the rules deny
 * stays denied. Whoever asked waives nothing for herself: two people know of it.
 */
@Service
class Emergencies {
    private static final List<String> FIELDS = List.of("digest", "reason", "incident", "minutes");

    private final EmergencyRepository rows;
    private final Visibility visibility;
    private final Records records;
    private final Rules rules;
    private final Involved involved;
    private final Teams teams;
    private final Steps steps;
    private final Rebinding rebinding;
    private final Refusals refusals;
    private final ApprovalListeners listeners;
    private final DecisionMaker maker;
    private final Principals principals;
    private final Journal journal;
    private final ApprovalLimits limits;
    private final Clock clock;

    Emergencies(
            EmergencyRepository rows,
            Visibility visibility,
            Records records,
            Rules rules,
            Involved involved,
            Teams teams,
            Steps steps,
            Rebinding rebinding,
            Refusals refusals,
            ApprovalListeners listeners,
            DecisionMaker maker,
            Principals principals,
            Journal journal,
            ApprovalLimits limits,
            Clock clock) {
        this.rows = rows;
        this.visibility = visibility;
        this.records = records;
        this.rules = rules;
        this.involved = involved;
        this.teams = teams;
        this.steps = steps;
        this.rebinding = rebinding;
        this.refusals = refusals;
        this.listeners = listeners;
        this.maker = maker;
        this.principals = principals;
        this.journal = journal;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Why approvals are to be waived.
     *
     * @param digest of what was read
     * @param reason in words for people
     * @param incident what it is filed under elsewhere
     * @param life how long what is allowed lasts
     */
    record Call(Hash digest, String reason, String incident, Duration life) {}

    /** Reads a body. */
    Call read(Json.Obj body) {
        Fields fields = Fields.of(body, "", FIELDS);
        return new Call(
                Given.digest(fields),
                fields.text("reason", Reason.LONGEST),
                fields.text("incident", 200),
                fields.has("minutes")
                        ? Duration.ofMinutes(fields.number(
                                "minutes", 1, limits.longestEmergency().toMinutes()))
                        : limits.longestEmergency());
    }

    /** Waives the votes that an open request waits for; 403 if the rules deny what it asks, which is then rejected. */
    void breakGlass(Caller caller, UUID id, Call call) {
        Persons.require(caller);
        Tenant tenant = caller.tenant();
        rebinding.refresh(tenant, visibility.require(caller, id));
        Result result = journal.commit(tenant, drafts -> {
                    Row open = steps.lockOpen(tenant, id);
                    Binding binding = records.binding(tenant, open);
                    if (!open.digest().equals(call.digest())
                            || rebinding.isStale(tenant, binding, Records.request(binding))) {
                        throw Rebinding.changed(id).raise();
                    }
                    Set<String> invoker = Set.of(caller.person());
                    Parties parties = involved.parties(tenant, open, binding, invoker);
                    if (parties.involves(Parties.REQUESTER, invoker)) {
                        Problem problem = ownRequest(id);
                        refusals.add(
                                drafts,
                                tenant,
                                open,
                                Entries.BREAK_GLASS_REFUSED,
                                Ballot.alone(caller.person()),
                                problem);
                        return new Result(open, Optional.of(problem));
                    }
                    return decide(drafts, caller, open, Records.request(binding), parties, call);
                })
                .value();
        if (result.problem().isPresent()) {
            throw result.problem().get().raise();
        }
        listeners.tell(tenant, result.row());
    }

    /** What came of it: another state of the request, and the problem if nothing is waived. */
    private record Result(Row row, Optional<Problem> problem) {}

    private static Problem ownRequest(UUID id) {
        return Problem.forbidden(
                "break-glass.own_request",
                "the change request `" + id + "` was asked for by, or for, the one who would waive its votes",
                "let somebody else on call do it, so that two people know of it");
    }

    private Result decide(Drafts drafts, Caller caller, Row open, ActionRequest request, Parties parties, Call call) {
        Tenant tenant = caller.tenant();
        DecisionMaker.Made made = rules.inTime(tenant, open, request);
        maker.add(drafts, rules.caller(tenant, open), made);
        Row decided = open.decided(
                made.decision().id(),
                made.ruling().require().isEmpty()
                        ? open.requirements()
                        : Requirement.read(made.ruling().require()));
        Row row = switch (made.ruling().outcome()) {
            case APPROVAL_REQUIRED -> waive(drafts, caller, decided, request, made, parties, call);
            case ALLOW, DENY, RECORDED, APPROVED, REJECTED, SUCCEEDED, FAILED ->
                steps.settle(drafts, tenant, decided, request, made, false);
        };
        return new Result(
                row,
                Optional.of(row)
                        .filter(now -> now.state() == State.REJECTED)
                        .map(now -> Problem.forbidden(
                                "break-glass.denied",
                                "the rules deny what the change request `" + now.id()
                                        + "` asks for, which no emergency waives",
                                "read its `reasons`, and do what they say")));
    }

    private Row waive(
            Drafts drafts,
            Caller caller,
            Row row,
            ActionRequest request,
            DecisionMaker.Made made,
            Parties parties,
            Call call) {
        Tenant tenant = caller.tenant();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = now.plus(call.life());
        Instant due = now.plus(limits.reviewTime());
        // Not as the row has it: nobody proves that.
        String team = teams.of(tenant, request, row.requester(), row.person());
        String key = drafts.add(
                entry(row, end, due, ledgerIds(tenant, parties)).withPrincipal("by", caller.ledgerId()),
                EmergencyRecords.payload(call, team),
                Entries.terms(row.id(), team));
        var emergency = new Emergency(row.id(), caller.person(), team, now, end, due, Optional.empty(), key);
        if (!rows.insert(tenant, emergency)) {
            throw new IllegalStateException("an open change request whose approvals were waived before");
        }
        Optional<Principal> by = principals.find(tenant, caller.id());
        Row approved = steps.end(
                drafts,
                tenant,
                row,
                Binding.artifact(request),
                Ending.decided(State.APPROVED, Outcome.ALLOW, made).waivedBy(by));
        steps.tell(tenant, approved, Notice.Event.BREAK_GLASS, steps.asked(tenant, row));
        return approved;
    }

    /** Who is kept from reviewing it, also once what was asked is erased; who is not registered reviews nothing. */
    private List<String> ledgerIds(Tenant tenant, Parties parties) {
        return parties.persons().stream()
                .flatMap(person -> principals.find(tenant, person).stream())
                .map(Principal::ledgerId)
                .sorted()
                .toList();
    }

    private static EntryDraft entry(Row row, Instant end, Instant due, List<String> parties) {
        EntryDraft entry = Entries.about(Entries.BREAK_GLASS, Outcome.RECORDED, row.id(), row.digest());
        Map<String, Json> members = new TreeMap<>(entry.body().members());
        members.putAll(EmergencyRecords.body(end, due));
        members.put(EmergencyRecords.PARTIES, Columns.json(parties));
        return entry.withBody(new Json.Obj(members));
    }
}
