package dev.writ.ledger.store;

import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.merkle.Hash;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads of one log. Every method sees only what is committed, each call by itself; it may see a commit that {@link
 * LedgerStore#sync} has not made durable yet. All methods may be called by many threads at once.
 *
 * <p>All methods throw {@link StoreException}: {@code RETRYABLE} when the database does not answer, {@code FATAL} when a row
 * cannot be what this module wrote (a hash that has not 32 bytes, a root that is not the root of the compact range).
 */
public interface LedgerReader {
    /** Most rows that one call of {@link #entries}, {@link #leafHashes} or {@link #nodes} may ask for. */
    int MAX_ROWS = 4096;

    /** The log that this reader is bound to. */
    LogId log();

    /** The head row; empty before {@link LedgerStore#create}. */
    Optional<Head> head();

    /**
     * Entries from {@code from} (inclusive) to {@code to} (exclusive) in order of their sequence number. A missing row is left
     * out; callers compare sequence numbers. Rows beyond the head, if a fault left any, are returned as well.
     *
     * @throws IllegalArgumentException if the range is negative, reversed or longer than {@link #MAX_ROWS}
     */
    List<StoredEntry> entries(long from, long to);

    /**
     * The stored leaf hashes of the same rows, without their bytes.
     *
     * @throws IllegalArgumentException as {@link #entries}
     * @throws StoreException {@code FATAL} if a row within the range is missing
     */
    List<Hash> leafHashes(long from, long to);

    /**
     * Hashes of one tile level, from 1, in order.
     *
     * @throws IllegalArgumentException as {@link #entries}, or if the level is not 1 to 7
     * @throws StoreException {@code FATAL} if a row within the range is missing
     */
    List<Hash> nodes(int level, long from, long to);

    /** The checkpoint with the largest size. */
    Optional<StoredCheckpoint> checkpoint();

    /**
     * The positions of entries that every term of the query finds, in its order, from an index: what is read does not grow with the
     * log, but with the number of entries that the first term finds.
     *
     * @param limit most positions, 1 to {@link #MAX_ROWS}
     * @throws IllegalArgumentException for another limit
     */
    List<Long> find(EntryQuery query, int limit);

    /** What became of the given keys; a key that is not recorded is not in the map. At most {@link #MAX_ROWS} keys. */
    Map<IdempotencyKey, RecordedKey> recorded(Collection<IdempotencyKey> keys);
}
