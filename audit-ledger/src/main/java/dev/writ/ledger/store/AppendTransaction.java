package dev.writ.ledger.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * One append, under the lock of the head row. Used by one thread. Nothing is visible to others before {@link #commit};
 * {@link #close} without a commit undoes everything.
 *
 * <p>All methods throw {@link StoreException}. Before the commit it is {@code RETRYABLE} (nothing was persisted, close and
 * begin again) or {@code FATAL}, for example when a row that is to be inserted exists already.
 */
public interface AppendTransaction extends AutoCloseable {
    /** The locked head row. */
    Head head();

    /**
     * Whether the batch was committed. Since this transaction holds the lock, the answer is final: a commit whose answer was
     * lost is either visible here or will never be. Must stay right after any number of later batches of other nodes.
     */
    boolean committed(BatchId batch);

    /** As {@link LedgerReader#recorded}, within this transaction. */
    Map<IdempotencyKey, RecordedKey> recorded(Collection<IdempotencyKey> keys);

    /**
     * The oldest drafts of the outbox in order of their id; they stay there until {@link #removeDrafts}.
     *
     * @param limit most rows, at least 1
     */
    List<StoredDraft> drafts(int limit);

    /** Inserts rows of {@code ledger_entry}; a sequence number that exists is {@code FATAL}. */
    void insertEntries(List<StoredEntry> entries);

    /** Inserts rows of {@code ledger_term}; one that exists is {@code FATAL}. */
    void insertTerms(List<StoredTerm> terms);

    /** Inserts rows of {@code ledger_node}; one that exists is {@code FATAL}. */
    void insertNodes(List<StoredNode> nodes);

    /** Records what keys led to; a key that exists is {@code FATAL}, since it was looked up under the same lock. */
    void recordKeys(List<RecordedKey> keys);

    /** Removes drafts from the outbox; one that is not there is {@code FATAL}. */
    void removeDrafts(List<StoredDraft> drafts);

    /**
     * Moves the head row where its size and root still are those of {@code from}, and remembers the batch.
     *
     * @return false if the row no longer matches; nothing was changed then, and the caller must not commit
     */
    boolean moveHead(Head from, Head to, BatchId batch);

    /**
     * Commits. When it returns normally everything above is visible to everybody and atomic; it is durable after {@link
     * LedgerStore#sync}.
     *
     * @throws StoreException {@code RETRYABLE} only if the transaction was certainly rolled back, else {@code UNKNOWN} (lost
     *     connection, time-out) or {@code FATAL}
     */
    void commit();

    /** Rolls back unless committed, and releases lock and connection. Never throws. */
    @Override
    void close();
}
