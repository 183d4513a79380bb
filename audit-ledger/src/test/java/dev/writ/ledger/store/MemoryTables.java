package dev.writ.ledger.store;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of one log. */
public final class MemoryTables {
    /** {@code ledger_head}. */
    public @Nullable Head head;

    /** {@code ledger_entry} by sequence number. */
    public final TreeMap<Long, StoredEntry> entries = new TreeMap<>();

    /** {@code ledger_term}. */
    public final TreeSet<StoredTerm> terms =
            new TreeSet<>(Comparator.comparing(StoredTerm::term).thenComparingLong(StoredTerm::seq));

    /** {@code ledger_node} by level and index. */
    public final Map<Integer, SortedMap<Long, Hash>> nodes = new TreeMap<>();

    /** {@code ledger_checkpoint} by size. */
    public final TreeMap<Long, Bytes> checkpoints = new TreeMap<>();

    /** {@code ledger_outbox} by id. */
    public final TreeMap<Long, StoredDraft> outbox = new TreeMap<>();

    /** Idempotency keys. */
    public final Map<IdempotencyKey, RecordedKey> keys = new HashMap<>();

    /** Batches that were committed. */
    public final Set<BatchId> batches = new HashSet<>();

    MemoryTables copy() {
        MemoryTables copy = new MemoryTables();
        copy.head = head;
        copy.entries.putAll(entries);
        copy.terms.addAll(terms);
        nodes.forEach((level, row) -> copy.nodes.put(level, new TreeMap<>(row)));
        copy.checkpoints.putAll(checkpoints);
        copy.outbox.putAll(outbox);
        copy.keys.putAll(keys);
        copy.batches.addAll(batches);
        return copy;
    }

    SortedMap<Long, Hash> level(int level) {
        return nodes.computeIfAbsent(level, key -> new TreeMap<>());
    }
}
