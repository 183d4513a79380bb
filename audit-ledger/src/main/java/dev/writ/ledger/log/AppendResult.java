package dev.writ.ledger.log;

import dev.writ.ledger.merkle.Hash;

/** What became of a draft. */
public sealed interface AppendResult {
    /**
     * The entry is in the log, committed and synced. Unless storing or pinning the checkpoint failed for the moment, a
     * published checkpoint covers it already.
     *
     * @param index its position
     * @param leafHash its leaf hash
     */
    record Appended(long index, Hash leafHash) implements AppendResult {}

    /**
     * The idempotency key led to another entry before; nothing was appended.
     *
     * @param index position of that entry
     */
    record Conflict(long index) implements AppendResult {}

    /**
     * The log cannot say yet. A draft in the outbox stays there and gets its entry as soon as the log can append again; one that
     * did not go through the outbox is dropped, unless it was committed and only the answer was lost. Either way a caller answers
     * "try again", and the same idempotency key then finds the entry if there is one.
     *
     * @param reason why
     * @param message what happened and what to do
     */
    record Unavailable(Reason reason, String message) implements AppendResult {}

    /** Why a log does not append. */
    enum Reason {
        /** As many drafts wait as the log takes; try again soon. */
        OVERLOADED,
        /** The store does not answer; the log keeps trying. */
        STORE,
        /** Appending works and signing does not; the log keeps trying. */
        SIGNING,
        /** The process is being stopped. */
        STOPPING,
        /** The log contradicts itself or its store can no longer promise anything; an operator must look. */
        HALTED,
        /** No draft under this key was committed. */
        NOT_DRAFTED
    }
}
