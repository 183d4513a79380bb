package dev.writ.ledger.entry;

import java.util.Optional;

/** How the thing that an entry speaks about ended. Closed: a reader that meets another word is older than the entry. */
public enum Outcome {
    /** A decision that allows. */
    ALLOW("allow"),
    /** A decision that denies. */
    DENY("deny"),
    /** A decision that waits for people. */
    APPROVAL_REQUIRED("approval_required"),
    /** Something was taken into the books: evidence, a registration, a token, an activation. */
    RECORDED("recorded"),
    /** A vote for a change request. */
    APPROVED("approved"),
    /** A vote against a change request. */
    REJECTED("rejected"),
    /** An effect took place. */
    SUCCEEDED("succeeded"),
    /** An effect was tried and did not take place. */
    FAILED("failed");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** As written in the entry. */
    public String word() {
        return word;
    }

    /** The outcome that is written so. */
    public static Optional<Outcome> of(String word) {
        for (Outcome outcome : values()) {
            if (outcome.word.equals(word)) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }
}
