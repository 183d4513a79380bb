package dev.writ.ledger.store;

import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.store.Faults.Outcome;
import dev.writ.ledger.store.Faults.Step;
import dev.writ.ledger.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Collects changes, tries each on a copy first, and hands them to the database at the commit. */
final class MemoryTransaction implements AppendTransaction {
    private final LogId log;
    private final MemoryDatabase database;
    private final Faults faults;
    private final ReentrantLock lock;
    private final MemoryTables view;
    private final Head locked;
    private final List<Consumer<MemoryTables>> changes = new ArrayList<>();
    private boolean open = true;

    MemoryTransaction(
            LogId log, MemoryDatabase database, Faults faults, ReentrantLock lock, MemoryTables view, Head locked) {
        this.log = log;
        this.database = database;
        this.faults = faults;
        this.lock = lock;
        this.view = view;
        this.locked = locked;
    }

    @Override
    public Head head() {
        return locked;
    }

    @Override
    public boolean committed(BatchId batch) {
        return view.batches.contains(batch);
    }

    @Override
    public Map<IdempotencyKey, RecordedKey> recorded(Collection<IdempotencyKey> keys) {
        return MemoryStore.select(view.keys, keys);
    }

    @Override
    public List<StoredDraft> drafts(int limit) {
        step(Step.READ_DRAFTS);
        return view.outbox.values().stream().limit(limit).toList();
    }

    @Override
    public void insertEntries(List<StoredEntry> entries) {
        step(Step.INSERT_ENTRIES);
        change(t -> entries.forEach(row -> absent(t.entries.putIfAbsent(row.seq(), row))));
    }

    @Override
    public void insertNodes(List<StoredNode> nodes) {
        step(Step.INSERT_NODES);
        change(t -> nodes.forEach(row -> absent(t.level(row.level()).putIfAbsent(row.index(), row.hash()))));
    }

    @Override
    public void recordKeys(List<RecordedKey> keys) {
        step(Step.RECORD_KEYS);
        change(t -> keys.forEach(row -> absent(t.keys.putIfAbsent(row.key(), row))));
    }

    @Override
    public void removeDrafts(List<StoredDraft> drafts) {
        step(Step.REMOVE_DRAFTS);
        change(t -> drafts.forEach(row -> {
            if (t.outbox.remove(row.id()) == null) {
                throw new StoreException(Kind.FATAL, "no draft " + row.id(), null);
            }
        }));
    }

    @Override
    public boolean moveHead(Head from, Head to, BatchId batch) {
        step(Step.MOVE_HEAD);
        if (locked.size() != from.size() || !locked.root().equals(from.root())) {
            return false;
        }
        change(t -> {
            t.head = to;
            t.batches.add(batch);
        });
        return true;
    }

    @Override
    public void commit() {
        Outcome outcome = faults.at(Step.COMMIT);
        if (outcome == Outcome.WORKS || outcome == Outcome.FAILS_BUT_PERSISTED) {
            database.commit(List.of(all -> {
                MemoryTables tables = MemoryDatabase.tables(all, log);
                changes.forEach(change -> change.accept(tables));
            }));
        }
        close();
        if (outcome != Outcome.WORKS) {
            Kind kind = outcome == Outcome.FAILS_FOR_GOOD ? Kind.FATAL : Kind.UNKNOWN;
            throw new StoreException(kind, "the answer to the commit was lost", null);
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            if (lock.isHeldByCurrentThread()) {
                lock.unlock();
            }
        }
    }

    private void step(Step step) {
        Outcome outcome = faults.at(step);
        if (outcome != Outcome.WORKS) {
            Kind kind = outcome == Outcome.FAILS_FOR_GOOD ? Kind.FATAL : Kind.RETRYABLE;
            throw new StoreException(kind, "failed at " + step, null);
        }
    }

    private void change(Consumer<MemoryTables> change) {
        change.accept(view);
        changes.add(change);
    }

    private static void absent(@org.jspecify.annotations.Nullable Object before) {
        if (before != null) {
            throw new StoreException(Kind.FATAL, "the row exists: " + before, null);
        }
    }
}
