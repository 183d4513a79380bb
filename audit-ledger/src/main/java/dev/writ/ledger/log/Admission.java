package dev.writ.ledger.log;

import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.IdempotencyKey;
import java.util.concurrent.CompletableFuture;

/**
 * A place among those who may wait for the log: taken before the transaction that commits a draft, so that nobody commits what
 * the log would not take. Used by one thread.
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
        if (used) {
            throw new IllegalStateException("an admission is good for one draft");
        }
        used = true;
        return waiting.add(key, fingerprint);
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
