package dev.writ.api.decision;

import dev.writ.api.audit.LoggedEntry;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a row of {@code decision}, which is there for searching, says what the log recorded. Of values that were erased it must
 * say nothing.
 *
 * @param recorded the entry and the values beside it
 */
record DecisionCheck(LoggedEntry recorded) {

    boolean fits(Decision decision) {
        return entryFits(decision) && requestFits(decision) && factsFit(decision);
    }

    private boolean entryFits(Decision decision) {
        EntryDraft entry = recorded.entry();
        return entry.type().equals("decision")
                && entry.outcome() == decision.outcome()
                && text(entry.body(), "decision")
                        .equals(Optional.of(decision.id().toString()))
                && text(entry.body(), "policy_set").equals(Optional.of(decision.policySet()))
                && entry.policy().map(Hash::hex).map("sha256:"::concat).equals(Optional.of(decision.policyRevision()));
    }

    private boolean requestFits(Decision decision) {
        Json request = recorded.payload().get("request");
        if (request == null) {
            return decision.asked().isEmpty();
        }
        return decision.asked()
                .filter(asked -> TreeHash.sha256(request.canonical()).equals(asked.digest())
                        && text(request, "subject", "type").equals(Optional.of(asked.subjectType()))
                        && text(request, "subject", "id").equals(Optional.of(asked.subjectId()))
                        && text(request, "action", "name").equals(Optional.of(asked.action()))
                        && text(request, "resource", "type").equals(Optional.of(asked.resourceType()))
                        && text(request, "resource", "id").equals(Optional.of(asked.resourceId())))
                .isPresent();
    }

    private boolean factsFit(Decision decision) {
        Json facts = recorded.payload().get("facts");
        if (facts == null) {
            return decision.known().isEmpty();
        }
        return decision.known()
                .filter(known -> TreeHash.sha256(facts.canonical()).equals(known.digest())
                        && text(facts, "caller", "id").equals(Optional.of(known.callerId())))
                .isPresent();
    }

    private static Optional<String> text(Json value, String... path) {
        Json current = value;
        for (String name : path) {
            if (!(current instanceof Json.Obj(Map<String, Json> members)) || !members.containsKey(name)) {
                return Optional.empty();
            }
            current = members.get(name);
        }
        return current instanceof Json.Str(String text) ? Optional.of(text) : Optional.empty();
    }
}
