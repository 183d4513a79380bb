package dev.writ.api.permit;

import dev.writ.api.platform.Problem;
import dev.writ.api.policyset.Ruling;
import dev.writ.ledger.permit.Permit;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Why a permit is not redeemed.
 *
 * @param code of the problem
 * @param detail what does not fit
 */
record Refusal(String code, String detail) {
    private static final String NONCE = "permit.nonce";
    private static final String REVOKED = "permit.revoked";
    private static final String WITHDRAWN = "permit.policy_withdrawn";
    private static final String NOT_YET = "permit.not_yet_valid";
    private static final String EXPIRED = "permit.expired";
    private static final String USED = "permit.used";
    private static final String ENVIRONMENT = "permit.environment";
    private static final String ARTIFACT = "permit.artifact";
    private static final String ACTION = "permit.action";
    private static final String RULES = "permit.rules";

    /** What to do, by code; where the state of the permit is at fault it is a conflict, else the caller may not act. */
    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry(NONCE, "send `nonce` of the permit's predicate as it is there"),
            Map.entry(REVOKED, "open a new change request"),
            Map.entry(WITHDRAWN, "open a new change request, to be decided by the policy that is in force now"),
            Map.entry(NOT_YET, "wait until the permit is valid; check the clocks"),
            Map.entry(EXPIRED, "open a new change request"),
            Map.entry(
                    USED,
                    "open a new change request; to repeat an answer that was lost, send the same `Idempotency-Key`"),
            Map.entry(ACTION, "do what the permit is for, or open a change request for this action"),
            Map.entry(ENVIRONMENT, "deploy to the environment of the permit, or open a change request for this one"),
            Map.entry(
                    ARTIFACT, "hash the real bytes of every artifact, and deploy exactly those that the permit names"),
            Map.entry(RULES, "repair what the rules name, then open a new change request"));

    static Refusal nonce() {
        return new Refusal(NONCE, "the nonce is not that of the permit");
    }

    static Refusal revoked() {
        return new Refusal(REVOKED, "the permit was revoked");
    }

    static Refusal policyWithdrawn(String revision) {
        return new Refusal(WITHDRAWN, "the policy revision `" + revision + "` that decided was withdrawn");
    }

    static Refusal notYet(Permit permit) {
        return new Refusal(NOT_YET, "the permit is valid from " + permit.notBefore());
    }

    static Refusal expired(Permit permit) {
        return new Refusal(EXPIRED, "the permit was valid until " + permit.notAfter());
    }

    static Refusal used(Permit permit) {
        return new Refusal(
                USED,
                permit.uses() == 1
                        ? "the permit was redeemed already"
                        : "the permit was redeemed " + permit.uses() + " times already");
    }

    static Refusal action(Permit permit) {
        return new Refusal(ACTION, "the permit is for the action `" + permit.action() + "`");
    }

    static Refusal environment(Permit permit) {
        return new Refusal(
                ENVIRONMENT,
                "the permit is for "
                        + permit.environment()
                                .map(name -> "the environment `" + name + "`")
                                .orElse("no environment"));
    }

    static Refusal artifact(String what) {
        return new Refusal(ARTIFACT, what);
    }

    static Refusal rules(Ruling ruling) {
        String reasons = ruling.reasons().stream()
                .map(reason -> "`" + reason.code() + "`: " + reason.message())
                .collect(Collectors.joining("; "));
        return new Refusal(
                RULES,
                "the rules do not allow it any more: "
                        + (reasons.isEmpty() ? "what they require of people is not met" : reasons));
    }

    /** The problem of rules that came to no decision, so that a permit is neither issued nor refused. */
    static Problem undecided() {
        return Problem.unavailable(
                "decision.timeout",
                "the rules did not come to a decision in time",
                "ask again in a moment; if it stays, the policy set needs a look");
    }

    Problem problem() {
        String remedy = Objects.requireNonNull(REMEDIES.get(code));
        boolean state = code.equals(REVOKED)
                || code.equals(WITHDRAWN)
                || code.equals(NOT_YET)
                || code.equals(EXPIRED)
                || code.equals(USED);
        return state ? Problem.conflict(code, detail, remedy) : Problem.forbidden(code, detail, remedy);
    }
}
