package dev.writ.api.access;

import dev.writ.api.audit.Drafts;
import dev.writ.api.decision.Decision;
import dev.writ.api.decision.Decisions;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Digests;
import dev.writ.api.platform.Gate;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Problem;
import dev.writ.api.policyset.PolicySet;
import dev.writ.api.policyset.PolicySets;
import dev.writ.api.policyset.Ruling;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.EntryException;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.TreeHash;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** From a request to a decision that is ready to be recorded. */
@Component
public class DecisionMaker {
    private final FactsBuilder facts;
    private final PolicySets sets;
    private final Decisions decisions;
    private final Gate gate;
    private final Ids ids;
    private final Clock clock;

    DecisionMaker(FactsBuilder facts, PolicySets sets, Decisions decisions, Gate gate, Ids ids, Clock clock) {
        this.facts = facts;
        this.sets = sets;
        this.decisions = decisions;
        this.gate = gate;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A decision that nobody has heard of yet.
     *
     * @param decision it
     * @param ruling what the rules said
     * @param draft its entry
     * @param payload what lives beside the entry
     */
    public record Made(Decision decision, Ruling ruling, EntryDraft draft, Map<String, Json> payload) {}

    /** Decides; whether the caller may speak for the subject, and whether the entry fits, is checked before the rules run. */
    public Made decide(Caller caller, ActionRequest request) {
        if (!request.subjectId().equals(caller.id())) {
            gate.require(caller, "access.evaluate-on-behalf", null);
        }
        return again(caller, request);
    }

    /** Decides what this caller was allowed to ask before. */
    public Made again(Caller caller, ActionRequest request) {
        Instant now = clock.instant();
        var known = facts.gather(caller, request, now);
        PolicySet set = sets.main(caller.tenant());
        UUID id = ids.ordered();
        EntryDraft draft = draft(caller, known, set, id);
        var input = new Json.Obj(Map.of("request", request.json(), "facts", known.json()));
        Ruling ruling = set.decide(request.action(), request.resourceType(), input);
        var decision = new Decision(
                id,
                ruling.outcome(),
                set.name(),
                set.revision(),
                now,
                Optional.of(new Decision.Asked(
                        request.subjectType(),
                        request.subjectId(),
                        request.action(),
                        request.resourceType(),
                        request.resourceId(),
                        TreeHash.sha256(request.json().canonical()))),
                Optional.of(new Decision.Known(
                        caller.id(), TreeHash.sha256(known.json().canonical()))));
        Map<String, Json> payload = Map.of("request", request.json(), "facts", known.json(), "result", ruling.json());
        return new Made(decision, ruling, withOutcome(draft, ruling.outcome()), payload);
    }

    /** Adds the decision within a change. */
    public void add(Drafts drafts, Caller caller, Made made) {
        decisions.add(drafts, caller.tenant(), made.decision(), made.draft(), made.payload());
    }

    private static EntryDraft draft(Caller caller, FactsBuilder.Facts known, PolicySet set, UUID id) {
        try {
            EntryDraft draft = EntryDraft.of("decision", Outcome.DENY)
                    .withPolicy(Digests.require(set.revision()))
                    .withPrincipal("caller", caller.ledgerId())
                    .withBody(new Json.Obj(
                            Map.of("decision", new Json.Str(id.toString()), "policy_set", new Json.Str(set.name()))));
            if (known.subject().isPresent()) {
                draft = draft.withPrincipal("subject", known.subject().get().ledgerId());
            }
            if (known.artifact().isPresent()) {
                draft = draft.withDigest(
                        "artifact", Digests.require(known.artifact().get()));
            }
            return draft;
        } catch (EntryException e) {
            throw Problem.tooLarge("entry.too_large", String.valueOf(e.getMessage()), "send a smaller request")
                    .raise();
        }
    }

    private static EntryDraft withOutcome(EntryDraft draft, Outcome outcome) {
        return new EntryDraft(
                draft.type(),
                outcome,
                draft.policy(),
                draft.digests(),
                draft.principals(),
                draft.commitments(),
                draft.body());
    }
}
