package dev.writ.ledger.store;

import dev.writ.ledger.entry.LogId;
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
    private final ReentrantLock lock;
    private final MemoryTables view;
    private final Head locked;
    private final List<Consumer<MemoryTables>> changes = new ArrayList<>();
    private boolean open = true;

    MemoryTransaction(LogId log, MemoryDatabase database, ReentrantLock lock, MemoryTables view, Head locked) {
        this.log = log;
        this.database = database;
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
        return view.outbox.values().stream().limit(limit).toList();
    }

    @Override
    public void insertEntries(List<StoredEntry> entries) {
        change(t -> entries.forEach(row -> absent(t.entries.putIfAbsent(row.seq(), row))));
    }

    @Override
    public void insertTerms(List<StoredTerm> terms) {
        change(t -> terms.forEach(row -> absent(t.terms.add(row) ? null : row)));
    }

    @Override
    public void insertNodes(List<StoredNode> nodes) {
        change(t -> nodes.forEach(row -> absent(t.level(row.level()).putIfAbsent(row.index(), row.hash()))));
    }

    @Override
    public void recordKeys(List<RecordedKey> keys) {
        change(t -> keys.forEach(row -> absent(t.keys.putIfAbsent(row.key(), row))));
    }

    @Override
    public void removeDrafts(List<StoredDraft> drafts) {
        change(t -> drafts.forEach(row -> {
            if (t.outbox.remove(row.id()) == null) {
                throw new StoreException(Kind.FATAL, "no draft " + row.id(), null);
            }
        }));
    }

    @Override
    public boolean moveHead(Head from, Head to, BatchId batch) {
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
        database.commit(List.of(all -> {
            MemoryTables tables = MemoryDatabase.tables(all, log);
            changes.forEach(change -> change.accept(tables));
        }));
        close();
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
