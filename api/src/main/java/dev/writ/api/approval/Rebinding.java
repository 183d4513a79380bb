package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.audit.Drafts;
import dev.writ.api.audit.Journal;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Outcome;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Votes are given for a request with exactly its evidence: when that changes, they are void, and the request is bound anew. */
@Component
class Rebinding {
    private final Records records;
    private final Rules rules;
    private final Steps steps;
    private final Salts salts;
    private final Journal journal;
    private final Clock clock;

    Rebinding(Records records, Rules rules, Steps steps, Salts salts, Journal journal, Clock clock) {
        this.records = records;
        this.rules = rules;
        this.steps = steps;
        this.salts = salts;
        this.journal = journal;
        this.clock = clock;
    }

    /** Whether the evidence is another one now than that which votes were given for. */
    boolean isStale(Tenant tenant, Binding binding, ActionRequest request) {
        return !binding.isFor(rules.evidence(tenant, request));
    }

    private Binding again(Tenant tenant, Binding binding, ActionRequest request) {
        return binding.withEvidence(rules.evidence(tenant, request), salts.fresh());
    }

    /** Binds an open request anew, in a change of its own, if its evidence has changed; then leaves with 409. */
    void refresh(Tenant tenant, Row row) {
        if (row.state() != State.OPEN) {
            return;
        }
        Binding binding = records.binding(tenant, row);
        ActionRequest request = Records.request(binding);
        if (!isStale(tenant, binding, request)) {
            return;
        }
        journal.commit(tenant, drafts -> bind(drafts, tenant, row, again(tenant, binding, request)));
        throw changed(row.id()).raise();
    }

    private Row bind(Drafts drafts, Tenant tenant, Row seen, Binding binding) {
        Row row = steps.lockOpen(tenant, seen.id());
        var entry = Entries.about(Entries.CHANGED, Outcome.RECORDED, row.id(), binding.digest());
        String key = drafts.add(entry, Map.of("binding", binding.json()), Entries.terms(row.id()));
        Row bound = row.bound(binding.digest(), row.expiresAt(), key, clock.instant());
        steps.write(tenant, bound, seen.version());
        steps.tellWaiting(tenant, bound);
        return bound;
    }

    /** The problem of a vote on something that has changed. */
    static Problem changed(UUID id) {
        return Problem.conflict(
                "vote.request_changed",
                "the change request `" + id + "` is not any more what the vote was given for",
                "read it again, look at what changed, and send its `digest` with the vote");
    }
}
