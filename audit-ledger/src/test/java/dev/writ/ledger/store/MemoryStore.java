package dev.writ.ledger.store;

import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.StoreException.Kind;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** A {@link LedgerStore} over a {@link MemoryDatabase}. A test may let something happen around one of its reads. */
public class MemoryStore implements LedgerStore {
    private final LogId log;
    private final MemoryDatabase database;

    /** A handle on a log. */
    public MemoryStore(LogId log, MemoryDatabase database) {
        this.log = log;
        this.database = database;
    }

    @Override
    public LogId log() {
        return log;
    }

    @Override
    public Optional<Head> head() {
        return database.read(log, t -> Optional.ofNullable(t.head));
    }

    @Override
    public List<StoredEntry> entries(long from, long to) {
        checkRange(from, to);
        return database.read(log, t -> List.copyOf(t.entries.subMap(from, to).values()));
    }

    @Override
    public List<Hash> leafHashes(long from, long to) {
        checkRange(from, to);
        return complete(
                to - from,
                database.read(
                        log,
                        t -> t.entries.subMap(from, to).values().stream()
                                .map(StoredEntry::leafHash)
                                .toList()));
    }

    @Override
    public List<Hash> nodes(int level, long from, long to) {
        checkRange(from, to);
        if (level < 1 || level > 7) {
            throw new IllegalArgumentException("no level " + level);
        }
        SortedMap<Long, Hash> row = database.read(log, t -> new TreeMap<>(t.level(level)));
        return complete(to - from, List.copyOf(row.subMap(from, to).values()));
    }

    private static List<Hash> complete(long expected, List<Hash> rows) {
        if (rows.size() != expected) {
            throw new StoreException(Kind.FATAL, "a row is missing", null);
        }
        return rows;
    }

    private static void checkRange(long from, long to) {
        if (from < 0 || to < from || to - from > MAX_ROWS) {
            throw new IllegalArgumentException("bad range " + from + " to " + to);
        }
    }

    @Override
    public Optional<StoredCheckpoint> checkpoint() {
        return database.read(
                log,
                t -> Optional.ofNullable(t.checkpoints.lastEntry())
                        .map(e -> new StoredCheckpoint(e.getKey(), e.getValue())));
    }

    @Override
    public Map<IdempotencyKey, RecordedKey> recorded(Collection<IdempotencyKey> keys) {
        return database.read(log, t -> select(t.keys, keys));
    }

    @Override
    public List<Long> find(EntryQuery query, int limit) {
        if (limit < 1 || limit > MAX_ROWS) {
            throw new IllegalArgumentException("bad limit " + limit);
        }
        return database.read(
                log,
                t -> t.terms.stream()
                        .filter(row -> row.term().equals(query.terms().getFirst()))
                        .map(StoredTerm::seq)
                        .filter(seq -> seq >= query.from() && seq < query.to())
                        .filter(seq ->
                                query.terms().stream().allMatch(term -> t.terms.contains(new StoredTerm(term, seq))))
                        .sorted(query.newestFirst() ? Comparator.reverseOrder() : Comparator.naturalOrder())
                        .limit(limit)
                        .toList());
    }

    static Map<IdempotencyKey, RecordedKey> select(
            Map<IdempotencyKey, RecordedKey> all, Collection<IdempotencyKey> keys) {
        Map<IdempotencyKey, RecordedKey> found = new HashMap<>(all);
        found.keySet().retainAll(keys);
        return found;
    }

    @Override
    public void create() {
        database.commit(List.of(all -> {
            MemoryTables tables = MemoryDatabase.tables(all, log);
            tables.head = tables.head == null ? Head.EMPTY : tables.head;
        }));
    }

    @Override
    public AppendTransaction begin() {
        ReentrantLock lock = database.lock(log);
        lock.lock();
        MemoryTables tables = database.copy(log);
        if (tables.head == null) {
            lock.unlock();
            throw new StoreException(Kind.FATAL, "the log has no head row", null);
        }
        return new MemoryTransaction(log, database, lock, tables, tables.head);
    }

    @Override
    public void sync() {
        database.sync();
    }

    @Override
    public StoredCheckpoint publish(StoredCheckpoint checkpoint) {
        database.commit(List.of(
                all -> MemoryDatabase.tables(all, log).checkpoints.putIfAbsent(checkpoint.size(), checkpoint.note())));
        Bytes stored = database.read(log, t -> t.checkpoints.getOrDefault(checkpoint.size(), checkpoint.note()));
        return new StoredCheckpoint(checkpoint.size(), stored);
    }
}
