package dev.writ.api.decision;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.ledger.entry.Json;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision as callers see it. Members that come from the payload are missing once that is erased: the request (subject, action,
 * resource), the facts (caller), the result (reasons, require, obligations).
 *
 * @param id of the decision
 * @param at when it was made
 * @param outcome {@code allow}, {@code deny} or {@code approval_required}
 * @param caller who asked
 * @param subject who wants to act
 * @param action what the subject wants to do
 * @param resource the thing
 * @param policy which revision decided
 * @param inputs digests of what the rules saw
 * @param reasons why it is a deny
 * @param require the approvals that are asked for
 * @param obligations what the one who acts must do
 * @param payload request and facts, in full
 * @param ledger where its entry is
 */
public record DecisionView(
        String id,
        String at,
        String outcome,
        @Nullable String caller,
        @Nullable Thing subject,
        @Nullable String action,
        @Nullable Thing resource,
        Policy policy,
        Inputs inputs,
        @Nullable Json reasons,
        @Nullable Json require,
        @Nullable Json obligations,
        @Nullable Json payload,
        LedgerPosition ledger) {

    /** Something by type and id. */
    public record Thing(String type, String id) {}

    /** A revision of a policy set. */
    public record Policy(String set, String revision) {}

    /** Digests of what the rules saw, each {@code sha256:} and 64 hexadecimal digits. */
    public record Inputs(@Nullable String request, @Nullable String facts) {}

    static DecisionView of(String log, Logged logged, Map<String, Json> payload, boolean full) {
        Decision decision = logged.decision();
        Map<String, Json> result =
                payload.get("result") instanceof Json.Obj(Map<String, Json> members) ? members : Map.of();
        Optional<Json> inputs = full
                ? Optional.of(new Json.Obj(payload.entrySet().stream()
                        .filter(field -> !field.getKey().equals("result"))
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))))
                : Optional.empty();
        return new DecisionView(
                decision.id().toString(),
                decision.at().toString(),
                decision.outcome().word(),
                decision.known().map(Decision.Known::callerId).orElse(null),
                decision.asked()
                        .map(asked -> new Thing(asked.subjectType(), asked.subjectId()))
                        .orElse(null),
                decision.asked().map(Decision.Asked::action).orElse(null),
                decision.asked()
                        .map(asked -> new Thing(asked.resourceType(), asked.resourceId()))
                        .orElse(null),
                new Policy(decision.policySet(), decision.policyRevision()),
                new Inputs(
                        decision.asked()
                                .map(asked -> "sha256:" + asked.digest().hex())
                                .orElse(null),
                        decision.known()
                                .map(known -> "sha256:" + known.digest().hex())
                                .orElse(null)),
                result.get("reasons"),
                result.get("require"),
                result.get("obligations"),
                inputs.orElse(null),
                new LedgerPosition(log, logged.index()));
    }
}
