package dev.writ.api.approval;

import dev.writ.api.access.DecisionMaker;
import dev.writ.api.identity.Principal;
import dev.writ.ledger.entry.Outcome;
import java.util.Optional;

/**
 * How a change request leaves a state.
 *
 * @param state that it comes to
 * @param outcome as its entry has it
 * @param made the decision that led to it, if one did
 * @param by who did it, if a principal did
 * @param waived whether approvals that the rules ask for were waived
 * @param reason in words for people, if somebody gave one
 */
record Ending(
        State state,
        Outcome outcome,
        Optional<DecisionMaker.Made> made,
        Optional<Principal> by,
        boolean waived,
        Optional<String> reason) {
    /** By a decision. */
    static Ending decided(State state, Outcome outcome, DecisionMaker.Made made) {
        return new Ending(state, outcome, Optional.of(made), Optional.empty(), false, Optional.empty());
    }

    /** By somebody. */
    static Ending by(State state, Outcome outcome, Optional<Principal> who) {
        return new Ending(state, outcome, Optional.empty(), who, false, Optional.empty());
    }

    /** By itself. */
    static Ending of(State state, Outcome outcome) {
        return new Ending(state, outcome, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** The same, with a reason. */
    Ending because(String why) {
        return new Ending(state, outcome, made, by, waived, Optional.of(why));
    }

    /** The same, by a decision that somebody made allow what it asks votes for. */
    Ending waivedBy(Optional<Principal> who) {
        return new Ending(state, outcome, made, who, true, reason);
    }
}
