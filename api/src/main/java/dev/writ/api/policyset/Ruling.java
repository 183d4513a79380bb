package dev.writ.api.policyset;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import java.util.List;
import java.util.Map;

/**
 * What a policy set says about an action request.
 *
 * @param outcome the decision
 * @param reasons why it is a deny
 * @param require the approvals that are asked for
 * @param obligations what the one who acts must do
 */
public record Ruling(Outcome outcome, List<Reason> reasons, List<Json> require, List<Json> obligations) {
    private static final String TIMED_OUT = "decision.timeout";

    public Ruling {
        reasons = List.copyOf(reasons);
        require = List.copyOf(require);
        obligations = List.copyOf(obligations);
    }

    /** Whether it is a deny only because the rules did not come to a decision within their limits. */
    public boolean timedOut() {
        return outcome == Outcome.DENY
                && reasons.stream().map(Reason::code).toList().equals(List.of(TIMED_OUT));
    }

    /** A deny for one reason. */
    static Ruling deny(Reason reason) {
        return new Ruling(Outcome.DENY, List.of(reason), List.of(), List.of());
    }

    /**
     * Why something is denied.
     *
     * @param code for programs
     * @param message for people
     * @param control the control that the rule serves, or empty
     * @param remediation what to do about it, or empty
     */
    public record Reason(String code, String message, String control, String remediation) {
        Json json() {
            return new Json.Obj(Map.of(
                    "code", new Json.Str(code),
                    "message", new Json.Str(message),
                    "control", new Json.Str(control),
                    "remediation", new Json.Str(remediation)));
        }
    }

    /** Reasons, requirements and obligations as one JSON object. */
    public Json.Obj json() {
        return new Json.Obj(Map.of(
                "reasons", new Json.Arr(reasons.stream().map(Reason::json).toList()),
                "require", new Json.Arr(require),
                "obligations", new Json.Arr(obligations)));
    }
}
