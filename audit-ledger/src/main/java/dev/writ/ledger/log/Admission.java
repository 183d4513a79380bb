package dev.writ.ledger.log;

import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.PreparedDraft;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.IdempotencyKey;
import java.util.concurrent.CompletableFuture;

/**
 * A place among those who may wait for the log: taken before the transaction that commits a draft, so that nobody commits what
 * the log would not take. Good for one draft, which either is in the outbox already or is brought here. Used by one thread.
 */
public final class Admission implements AutoCloseable {
    private final Waiting waiting;
    private boolean used;

    Admission(Waiting waiting) {
        this.waiting = waiting;
    }

    /**
     * Tells the log that the draft is committed in the outbox.
     *
     * @param key its idempotency key
     * @param fingerprint its fingerprint
     * @return completes, never exceptionally, when the entry is durable or the log cannot append
     * @throws IllegalStateException if called twice
     */
    public CompletableFuture<AppendResult> drafted(IdempotencyKey key, Hash fingerprint) {
        use();
        return waiting.add(key, fingerprint);
    }

    /**
     * Gives the log a draft that has no other rows to be committed with, so that it need not go through the outbox. It is kept
     * in memory until its batch is committed: what was not answered {@link AppendResult.Appended} may be lost, and is submitted
     * again under the same key.
     *
     * @param key its idempotency key
     * @param fingerprint its fingerprint
     * @param draft what is to be written
     * @return as {@link #drafted}
     * @throws IllegalStateException if called twice
     */
    public CompletableFuture<AppendResult> append(IdempotencyKey key, Hash fingerprint, EntryDraft draft) {
        use();
        return waiting.add(new Submission(key, fingerprint, PreparedDraft.of(draft)));
    }

    private void use() {
        if (used) {
            throw new IllegalStateException("an admission is good for one draft");
        }
        used = true;
    }

    /** Gives the place back if no draft was committed. */
    @Override
    public void close() {
        if (!used) {
            used = true;
            waiting.giveBack();
        }
    }
}
