package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.access.DecisionMaker;
import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.notification.Notice;
import dev.writ.api.platform.Caller;
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
 * stays denied. Another person reviews it afterwards; until that is done in time, the team gets nothing more promoted.
 */
@Service
class Emergencies {
    private static final List<String> FIELDS = List.of("digest", "reason", "incident", "minutes");
    private static final List<String> REVIEW_FIELDS = List.of("verdict", "comment");
    private static final List<String> VERDICTS = List.of("accepted", "rejected");

    private final EmergencyRepository rows;
    private final Visibility visibility;
    private final Records records;
    private final Rules rules;
    private final Involved involved;
    private final Steps steps;
    private final Rebinding rebinding;
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
            Steps steps,
            Rebinding rebinding,
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
        this.steps = steps;
        this.rebinding = rebinding;
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
        Row row = journal.commit(tenant, drafts -> {
                    Row open = steps.lockOpen(tenant, id);
                    Binding binding = records.binding(tenant, open);
                    ActionRequest request = Records.request(binding);
                    if (!open.digest().equals(call.digest()) || rebinding.isStale(tenant, binding, request)) {
                        throw Rebinding.changed(id).raise();
                    }
                    DecisionMaker.Made made = rules.inTime(tenant, open, request);
                    maker.add(drafts, rules.caller(tenant, open), made);
                    Row decided = open.decided(
                            made.decision().id(),
                            made.ruling().require().isEmpty()
                                    ? open.requirements()
                                    : Requirement.read(made.ruling().require()));
                    return switch (made.ruling().outcome()) {
                        case APPROVAL_REQUIRED -> waive(drafts, caller, decided, request, made, call);
                        case ALLOW, DENY, RECORDED, APPROVED, REJECTED, SUCCEEDED, FAILED ->
                            steps.settle(drafts, tenant, decided, request, made, false);
                    };
                })
                .value();
        if (row.state() == State.REJECTED) {
            throw Problem.forbidden(
                            "break-glass.denied",
                            "the rules deny what the change request `" + id + "` asks for, which no emergency waives",
                            "read its `reasons`, and do what they say")
                    .raise();
        }
        listeners.tell(tenant, row);
    }

    private Row waive(
            Drafts drafts, Caller caller, Row row, ActionRequest request, DecisionMaker.Made made, Call call) {
        Tenant tenant = caller.tenant();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = now.plus(call.life());
        Instant due = now.plus(limits.reviewTime());
        String key = drafts.add(
                entry(row, end, due).withPrincipal("by", caller.ledgerId()),
                Map.of("reason", new Json.Str(call.reason()), "incident", new Json.Str(call.incident())),
                Entries.terms(row.id()));
        var emergency = new Emergency(row.id(), caller.person(), row.team(), now, end, due, Optional.empty(), key);
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

    private static EntryDraft entry(Row row, Instant end, Instant due) {
        EntryDraft entry = Entries.about(Entries.BREAK_GLASS, Outcome.RECORDED, row.id(), row.digest());
        Map<String, Json> members = new TreeMap<>(entry.body().members());
        members.put("ends_at", new Json.Str(end.toString()));
        members.put("review_due", new Json.Str(due.toString()));
        return entry.withBody(new Json.Obj(members));
    }

    /** Records what another person says of an emergency; 403 for those who were part of it, 409 if it was reviewed before. */
    void review(Caller caller, UUID id, Json.Obj body) {
        Persons.require(caller);
        Row row = visibility.require(caller, id);
        Fields fields = Fields.of(body, "", REVIEW_FIELDS);
        String verdict = fields.oneOf("verdict", VERDICTS);
        String comment = fields.text("comment", Reason.LONGEST);
        Emergency emergency = rows.find(caller.tenant(), row.id())
                .orElseThrow(() -> Problem.conflict(
                                "review.no_emergency",
                                "the approvals of the change request `" + row.id() + "` were not waived",
                                "review one whose `emergency` says that they were")
                        .raise());
        requireAnother(caller, row, emergency);
        Outcome outcome = verdict.equals("accepted") ? Outcome.APPROVED : Outcome.REJECTED;
        journal.commit(caller.tenant(), drafts -> {
            EntryDraft entry = Entries.about(Entries.REVIEWED, outcome, row.id(), row.digest())
                    .withPrincipal("reviewer", caller.ledgerId());
            String key = drafts.add(entry, Map.of("comment", new Json.Str(comment)), Entries.terms(row.id()));
            var review = new Emergency.Review(caller.person(), verdict, clock.instant());
            if (!rows.review(caller.tenant(), row.id(), review, key)) {
                throw Problem.conflict(
                                "review.exists",
                                "the emergency of the change request `" + row.id() + "` is reviewed already",
                                "comment on it with `POST /api/v1/change-requests/" + row.id() + "/comments`")
                        .raise();
            }
            Row now = steps.lock(caller.tenant(), row.id());
            steps.write(caller.tenant(), now.touched(), now.version());
            return row.id();
        });
    }

    /** Neither a party, nor who waived: not by another name either, nor as somebody who answers, or answered, for one of them. */
    private void requireAnother(Caller caller, Row row, Emergency emergency) {
        Set<String> reviewer = Set.of(caller.person());
        Parties parties = records.kept(caller.tenant(), row)
                .map(binding -> involved.parties(caller.tenant(), row, binding, reviewer))
                .orElseGet(() -> involved.requesters(caller.tenant(), row, reviewer));
        if (parties.involve(reviewer) || involved.meet(caller.tenant(), reviewer, Set.of(emergency.invoker()))) {
            throw Problem.forbidden(
                            "review.not_another_person",
                            "`" + caller.id() + "` is a party of the change, or waived its approvals",
                            "let another person review it")
                    .raise();
        }
    }
}
