package dev.writ.policy;

import dev.writ.policy.Decision.Outcome;
import dev.writ.policy.Decision.Reason;
import dev.writ.policy.Decision.Requirement;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.function.Predicate;

/**
 * From the document of a decision rule to the decision. Whatever is not a well-formed document that allows is a deny:
 * an error, a timeout, undefined, a misspelt member, a wrong type.
 *
 * <p>In this order: any {@code deny} denies; {@code allow} other than true denies; a requirement that is not met asks
 * for approval; else the action is allowed. {@code DecisionRuleTest} proves it on generated documents.
 */
public final class DecisionRule {

    private DecisionRule() {}

    /** Decides where nobody has approved anything yet. */
    public static Decision decide(Evaluation evaluation) {
        return decide(evaluation, ignored -> false);
    }

    /**
     * Decides.
     *
     * @param evaluation what evaluating the decision rule came to
     * @param met whether the votes that were counted meet a requirement
     */
    public static Decision decide(Evaluation evaluation, Predicate<Requirement> met) {
        return switch (evaluation) {
            case Evaluation.Defined defined -> decide(defined.value(), met);
            case Evaluation.Undefined ignored ->
                Decision.deny(new Reason(
                        "decision.undefined",
                        "the policy gives no decision for this request",
                        "",
                        "check that the policy set in force defines the decision rule of this action"));
            case Evaluation.Failed failed -> Decision.deny(failed(failed.diagnostics()));
        };
    }

    /** Decides on a document. */
    public static Decision decide(RegoValue document, Predicate<Requirement> met) {
        return switch (DecisionDocument.read(document)) {
            case DecisionDocument.Malformed malformed ->
                Decision.deny(new Reason(
                        "decision.malformed",
                        "the decision rule gave a document that breaks its contract: " + malformed.what(),
                        "",
                        "correct the rule so that it gives `allow`, `deny`, `require` and `obligations`"));
            case DecisionDocument.WellFormed wellFormed -> decide(wellFormed, met);
        };
    }

    private static Decision decide(DecisionDocument.WellFormed document, Predicate<Requirement> met) {
        if (!document.deny().isEmpty()) {
            return new Decision(Outcome.DENY, document.deny(), List.of(), List.of());
        }
        if (!document.allow().value()) {
            return Decision.deny(new Reason(
                    "decision.not_allowed",
                    "no rule allows this request",
                    "",
                    "ask for a role or a purpose for which a rule allows it"));
        }
        Outcome outcome = document.require().stream().allMatch(met) ? Outcome.ALLOW : Outcome.APPROVAL_REQUIRED;
        return new Decision(outcome, List.of(), document.require(), document.obligations());
    }

    private static Reason failed(List<Diagnostic> diagnostics) {
        boolean limit = diagnostics.stream()
                .anyMatch(d -> d.code() == DiagnosticCode.EVAL_LIMIT || d.code() == DiagnosticCode.EVAL_CANCEL);
        return limit
                ? new Reason(
                        "decision.timeout",
                        "the policy did not come to a decision within its limits",
                        "",
                        "try again; if it stays, the policy set needs a look")
                : new Reason(
                        "decision.error",
                        "the policy could not be evaluated for this request",
                        "",
                        "look up the decision's error in the service's log and correct the policy set");
    }
}
