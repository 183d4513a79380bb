package dev.writ.api.access;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.decision.DecisionView;
import dev.writ.api.policyset.Ruling;
import dev.writ.ledger.entry.Json;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one evaluation (AuthZEN Authorization API 1.0).
 *
 * @param decision whether the subject may act now
 * @param context what the service adds to that
 */
record Evaluated(boolean decision, Context context) {
    /**
     * What the service adds.
     *
     * @param id of the decision
     * @param outcome {@code allow}, {@code deny} or {@code approval_required}
     * @param reasons why it is a deny
     * @param require the approvals that are asked for
     * @param obligations what the one who acts must do
     * @param policy which revision decided
     * @param ledger where the decision's entry is
     */
    record Context(
            String id,
            String outcome,
            @Nullable Json reasons,
            @Nullable Json require,
            @Nullable Json obligations,
            DecisionView.Policy policy,
            LedgerPosition ledger) {}

    static Evaluated of(DecisionMaker.Made made, LedgerPosition ledger) {
        Ruling ruling = made.ruling();
        var json = ruling.json().members();
        return new Evaluated(
                ruling.outcome() == dev.writ.ledger.entry.Outcome.ALLOW,
                new Context(
                        made.decision().id().toString(),
                        ruling.outcome().word(),
                        json.get("reasons"),
                        json.get("require"),
                        json.get("obligations"),
                        new DecisionView.Policy(
                                made.decision().policySet(), made.decision().policyRevision()),
                        ledger));
    }

    /** The answer of a request that was sent again. */
    static Evaluated of(DecisionView view) {
        return new Evaluated(
                view.outcome().equals("allow"),
                new Context(
                        view.id(),
                        view.outcome(),
                        view.reasons(),
                        view.require(),
                        view.obligations(),
                        view.policy(),
                        view.ledger()));
    }
}
