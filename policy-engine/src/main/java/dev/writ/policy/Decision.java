package dev.writ.policy;

import dev.writ.policy.value.RegoObject;
import java.util.List;

/**
 * What a decision rule says about an action request, in the only three ways it can.
 *
 * @param outcome the decision
 * @param reasons why it is a deny; empty otherwise
 * @param require the approvals that are asked for, met or not; empty for a deny
 * @param obligations what the one who acts must do; empty for a deny
 */
public record Decision(Outcome outcome, List<Reason> reasons, List<Requirement> require, List<RegoObject> obligations) {

    public Decision {
        reasons = List.copyOf(reasons);
        require = List.copyOf(require);
        obligations = List.copyOf(obligations);
        if (outcome == Outcome.DENY && reasons.isEmpty()) {
            throw new IllegalArgumentException("a deny needs a reason");
        }
    }

    /** A deny for one reason. */
    public static Decision deny(Reason reason) {
        return new Decision(Outcome.DENY, List.of(reason), List.of(), List.of());
    }

    /** The three outcomes. */
    public enum Outcome {
        ALLOW("allow"),
        DENY("deny"),
        APPROVAL_REQUIRED("approval_required");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /** As the API and the ledger write it. */
        public String word() {
            return word;
        }
    }

    /**
     * Why an action is denied.
     *
     * @param code for programs, such as {@code purpose.mismatch}
     * @param message for people
     * @param control the control that the rule serves; empty where there is none
     * @param remediation what to do about it; empty where nothing helps
     */
    public record Reason(String code, String message, String control, String remediation) {}

    /**
     * Approvals that are asked for.
     *
     * @param group who may give them
     * @param count how many, at least 1
     * @param distinctFrom roles in the request whose holders must not be among them, such as {@code requester}
     */
    public record Requirement(String group, int count, List<String> distinctFrom) {
        public Requirement {
            distinctFrom = List.copyOf(distinctFrom);
        }
    }
}
