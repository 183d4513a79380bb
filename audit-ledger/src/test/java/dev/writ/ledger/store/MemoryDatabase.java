package dev.writ.ledger.store;

import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A database in memory that tells committed from durable: it keeps every commit as a list of changes, and a crash forgets any
 * number of commits that no sync has covered.
 */
public final class MemoryDatabase {
    private final List<List<Consumer<Map<LogId, MemoryTables>>>> commits = new ArrayList<>();
    private final Map<LogId, ReentrantLock> locks = new HashMap<>();
    private Map<LogId, MemoryTables> tables = new HashMap<>();
    private int durable;
    private long nextDraft;

    /** Adds a draft to a log's outbox and commits. */
    public void enqueue(LogId log, IdempotencyKey key, Hash fingerprint, Bytes draft) {
        enqueue(log, key, fingerprint, draft, Set.of());
    }

    /** As above, for an entry that is to be found by more than what it says itself. */
    public synchronized void enqueue(
            LogId log, IdempotencyKey key, Hash fingerprint, Bytes draft, Set<SearchTerm> terms) {
        StoredDraft row = new StoredDraft(nextDraft++, key, fingerprint, draft, terms);
        commit(List.of(all -> tables(all, log).outbox.put(row.id(), row)));
    }

    /** Applies changes all at once. */
    synchronized void commit(List<Consumer<Map<LogId, MemoryTables>>> changes) {
        commits.add(List.copyOf(changes));
        changes.forEach(change -> change.accept(tables));
    }

    /** Everything committed so far survives a crash from now on. */
    synchronized void sync() {
        durable = commits.size();
    }

    /** Commits that a crash may lose. */
    public synchronized int unsynced() {
        return commits.size() - durable;
    }

    /** A power cut that keeps this many of the commits that no sync has covered. */
    public synchronized void crash(int kept) {
        if (kept < 0 || kept > unsynced()) {
            throw new IllegalArgumentException("cannot keep " + kept + " of " + unsynced());
        }
        commits.subList(durable + kept, commits.size()).clear();
        durable = commits.size();
        tables = new HashMap<>();
        locks.clear();
        commits.forEach(commit -> commit.forEach(change -> change.accept(tables)));
    }

    /** Changes rows behind everybody's back, as an intruder or a broken disk does. */
    public synchronized void tamper(LogId log, Consumer<MemoryTables> change) {
        commit(List.of(all -> change.accept(tables(all, log))));
    }

    synchronized MemoryTables copy(LogId log) {
        return tables(tables, log).copy();
    }

    synchronized <T> T read(LogId log, java.util.function.Function<MemoryTables, T> query) {
        return query.apply(tables(tables, log));
    }

    synchronized ReentrantLock lock(LogId log) {
        return locks.computeIfAbsent(log, key -> new ReentrantLock());
    }

    static MemoryTables tables(Map<LogId, MemoryTables> all, LogId log) {
        return all.computeIfAbsent(log, key -> new MemoryTables());
    }
}
