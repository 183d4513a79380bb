package dev.writ.ledger.store;

/**
 * One log in a database. Several processes may hold a store of the same log at once (PostgreSQL); the lock on the head row
 * orders their appends.
 */
public interface LedgerStore extends LedgerReader {
    /**
     * Makes the head row with {@link Head#EMPTY} unless there is one. Safe to repeat and to race. Durable with the next
     * {@link #sync}.
     *
     * @throws StoreException {@code RETRYABLE} or {@code FATAL}
     */
    void create();

    /**
     * Begins an append transaction (read committed or stronger) and locks the head row ({@code SELECT … FOR UPDATE}). Waits
     * for a transaction of another thread or node, for a bounded time. The caller must close the transaction.
     *
     * @throws StoreException {@code RETRYABLE} if the lock or a connection was not to be had in time, {@code FATAL} if there is
     *     no head row or it contradicts itself
     */
    AppendTransaction begin();

    /**
     * Returns once everything that was appended before the call is on stable storage, with all rows that were committed before the newest
     * append: H2 stores a version of its file and syncs it, a PostgreSQL whose commits are durable by themselves does nothing. Nothing may be
     * acknowledged or signed before it returned.
     *
     * @throws StoreException {@code FATAL} if it fails: after a failed sync nobody knows what the disk holds, and a second try
     *     may succeed without having written anything. {@code RETRYABLE} only if it was never begun
     */
    void sync();

    /**
     * Stores a signed checkpoint in a transaction of its own unless there is one of the same size, and returns the one that is
     * stored now. It need not be durable: a lost checkpoint is signed again.
     *
     * @throws StoreException {@code RETRYABLE} or {@code FATAL}
     */
    StoredCheckpoint publish(StoredCheckpoint checkpoint);
}
