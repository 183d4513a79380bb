package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.access.DecisionMaker;
import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.audit.LoggedEntry;
import dev.writ.api.decision.DecisionView;
import dev.writ.api.decision.Decisions;
import dev.writ.api.identity.Principal;
import dev.writ.api.identity.Principals;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.api.policyset.Ruling;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What was approved, for the rooms that act on it; everything is checked against the log. */
@Service
class ApprovedRequests implements Approvals {
    private final ChangeRequestRepository rows;
    private final EmergencyRepository emergencyRows;
    private final EmergencyRecords emergencies;
    private final Records records;
    private final Rules rules;
    private final Involved involved;
    private final Rebinding rebinding;
    private final Steps steps;
    private final Decisions decisions;
    private final Principals principals;
    private final Refusals refusals;
    private final Journal journal;

    ApprovedRequests(
            ChangeRequestRepository rows,
            EmergencyRepository emergencyRows,
            EmergencyRecords emergencies,
            Records records,
            Rules rules,
            Involved involved,
            Rebinding rebinding,
            Steps steps,
            Decisions decisions,
            Principals principals,
            Refusals refusals,
            Journal journal) {
        this.rows = rows;
        this.emergencyRows = emergencyRows;
        this.emergencies = emergencies;
        this.records = records;
        this.rules = rules;
        this.involved = involved;
        this.rebinding = rebinding;
        this.steps = steps;
        this.decisions = decisions;
        this.principals = principals;
        this.refusals = refusals;
        this.journal = journal;
    }

    @Override
    public Optional<ApprovedRequest> approved(Tenant tenant, UUID id) {
        return rows.find(tenant, id)
                .filter(row -> row.state() == State.APPROVED || row.state() == State.EXECUTED)
                .flatMap(row -> decisions.find(tenant, row.decision()).map(decision -> request(tenant, row, decision)));
    }

    private ApprovedRequest request(Tenant tenant, Row row, DecisionView decision) {
        LoggedEntry state = records.state(tenant, row, Entries.type(row.state()));
        records.requireSameDigest(row, state, records.stateIndex(tenant, row));
        ActionRequest request = records.request(tenant, row);
        Map<String, Hash> artifacts = Binding.artifact(request)
                .map(hash -> Map.of(request.resourceId(), hash))
                .orElse(Map.of());
        return new ApprovedRequest(
                row.id(),
                row.requester(),
                principals
                        .find(tenant, row.requester())
                        .map(Principal::ledgerId)
                        .orElse(""),
                request.json(),
                row.digest(),
                artifacts,
                Binding.environment(request),
                decision.obligations() instanceof Json.Arr(List<Json> items) ? items : List.of(),
                row.decision(),
                decision.ledger().index(),
                decision.policy().set(),
                decision.policy().revision(),
                row.changedAt(),
                PermitTerms.read(request),
                latestEnd(tenant, row, state));
    }

    /** When an emergency ends, as its own entry says. */
    private Optional<Instant> latestEnd(Tenant tenant, Row row, LoggedEntry state) {
        Optional<Emergency> emergency = emergencies.find(tenant, row.id());
        boolean waived = state.entry().body().members().containsKey(Entries.WAIVED);
        if (waived && emergency.isEmpty()) {
            throw records.contradiction(tenant, row);
        }
        return emergency.map(Emergency::endsAt);
    }

    @Override
    public Ruling again(Tenant tenant, UUID id) {
        Optional<Row> found = rows.find(tenant, id).filter(row -> row.state() == State.APPROVED);
        if (found.isEmpty()) {
            return deny(
                    "approval.none", "the change request `" + id + "` is not approved", "ask for it to be approved");
        }
        Row row = found.get();
        LoggedEntry approved = records.state(tenant, row, Entries.type(State.APPROVED));
        Optional<Binding> kept = records.kept(tenant, row);
        records.requireSameDigest(row, approved, records.stateIndex(tenant, row));
        if (kept.isEmpty() || !records.mayAct(tenant, row.requester())) {
            return kept.isEmpty()
                    ? deny("approval.erased", "what was asked for is erased", "open a new change request")
                    : deny(
                            "approval.requester",
                            "the requester may not act any more",
                            "let somebody else open a new change request");
        }
        Binding binding = kept.get();
        ActionRequest request = Records.request(binding);
        boolean waived = approved.entry().body().members().containsKey(Entries.WAIVED);
        if (!waived && rebinding.isStale(tenant, binding, request)) {
            return deny(
                    "approval.request_changed",
                    "the evidence is not any more what the votes were given for",
                    "open a new change request, so that people see the evidence of today");
        }
        if (waived && isRejected(tenant, row)) {
            return deny(
                    "approval.review_rejected",
                    "the votes were waived in an emergency, and the review rejected that",
                    "open a new change request, and have it approved by those whom the rules ask");
        }
        DecisionMaker.Made made = rules.again(tenant, row, request);
        return switch (made.ruling().outcome()) {
            case ALLOW, DENY -> made.ruling();
            case APPROVAL_REQUIRED -> counted(tenant, row, binding, made.ruling(), waived);
            case RECORDED, APPROVED, REJECTED, SUCCEEDED, FAILED ->
                throw new IllegalStateException("no outcome of a decision");
        };
    }

    /** Whether somebody said afterwards that the votes should not have been waived. */
    private boolean isRejected(Tenant tenant, Row row) {
        return emergencies
                .find(tenant, row.id())
                .orElseThrow(() -> records.contradiction(tenant, row))
                .review()
                .filter(Emergency.Review::isRejected)
                .isPresent();
    }

    private Ruling counted(Tenant tenant, Row row, Binding binding, Ruling ruling, boolean waived) {
        boolean met = waived || isMet(tenant, row, binding, Requirement.read(ruling.require()));
        return met
                ? new Ruling(Outcome.ALLOW, List.of(), List.of(), ruling.obligations())
                : deny(
                        "approval.votes_missing",
                        "the rules ask for other or more votes than were given",
                        "open a new change request, which asks for them");
    }

    private boolean isMet(Tenant tenant, Row row, Binding binding, List<Requirement> required) {
        List<Ballot> ballots = records.ballots(tenant, row);
        Parties parties = involved.parties(tenant, row, binding, Ballot.persons(ballots));
        return Tally.of(required, ballots, parties).met();
    }

    private static Ruling deny(String code, String message, String remediation) {
        return new Ruling(
                Outcome.DENY, List.of(new Ruling.Reason(code, message, "WRIT-15", remediation)), List.of(), List.of());
    }

    @Override
    public void requireIssuable(Tenant tenant, UUID id) {
        steps.lock(tenant, id);
        if (emergencyRows
                .find(tenant, id)
                .flatMap(Emergency::review)
                .filter(Emergency.Review::isRejected)
                .isPresent()) {
            throw Problem.conflict(
                            "review.rejected",
                            "the votes on `" + id + "` were waived in an emergency, and the review rejected that",
                            "open a new change request, and have it approved by those whom the rules ask")
                    .raise();
        }
    }

    @Override
    public void refused(Caller caller, UUID id, Problem problem) {
        Tenant tenant = caller.tenant();
        journal.commit(tenant, drafts -> {
            Row row = steps.lock(tenant, id);
            refusals.add(drafts, tenant, row, Entries.PERMIT_REFUSED, Ballot.alone(caller.id()), problem);
            return id;
        });
    }

    @Override
    public void executed(Drafts drafts, Tenant tenant, UUID id) {
        rows.lock(tenant, id)
                .filter(row -> row.state() == State.APPROVED)
                .ifPresent(row -> steps.end(
                        drafts,
                        tenant,
                        row,
                        records.artifact(tenant, row),
                        Ending.of(State.EXECUTED, Outcome.SUCCEEDED)));
    }
}
