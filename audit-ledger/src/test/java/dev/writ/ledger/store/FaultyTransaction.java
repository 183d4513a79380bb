package dev.writ.ledger.store;

import dev.writ.ledger.store.Faults.Outcome;
import dev.writ.ledger.store.Faults.Step;
import dev.writ.ledger.store.StoreException.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The transaction of a {@link FaultyStore}. What it did before a failure is undone by closing it, as in any store. */
final class FaultyTransaction implements AppendTransaction {
    private final AppendTransaction below;
    private final Faults faults;

    FaultyTransaction(AppendTransaction below, Faults faults) {
        this.below = below;
        this.faults = faults;
    }

    @Override
    public Head head() {
        return below.head();
    }

    @Override
    public boolean committed(BatchId batch) {
        return below.committed(batch);
    }

    @Override
    public Map<IdempotencyKey, RecordedKey> recorded(Collection<IdempotencyKey> keys) {
        return below.recorded(keys);
    }

    @Override
    public List<StoredDraft> drafts(int limit) {
        step(Step.READ_DRAFTS, () -> {});
        return below.drafts(limit);
    }

    @Override
    public void insertEntries(List<StoredEntry> entries) {
        step(Step.INSERT_ENTRIES, () -> below.insertEntries(entries));
    }

    @Override
    public void insertTerms(List<StoredTerm> terms) {
        step(Step.INSERT_TERMS, () -> below.insertTerms(terms));
    }

    @Override
    public void insertNodes(List<StoredNode> nodes) {
        step(Step.INSERT_NODES, () -> below.insertNodes(nodes));
    }

    @Override
    public void recordKeys(List<RecordedKey> keys) {
        step(Step.RECORD_KEYS, () -> below.recordKeys(keys));
    }

    @Override
    public void removeDrafts(List<StoredDraft> drafts) {
        step(Step.REMOVE_DRAFTS, () -> below.removeDrafts(drafts));
    }

    @Override
    public boolean moveHead(Head from, Head to, BatchId batch) {
        boolean[] moved = {false};
        step(Step.MOVE_HEAD, () -> moved[0] = below.moveHead(from, to, batch));
        return moved[0];
    }

    @Override
    public void commit() {
        Outcome outcome = faults.at(Step.COMMIT);
        if (FaultyStore.isDone(outcome)) {
            below.commit();
        } else {
            below.close();
        }
        if (outcome != Outcome.WORKS) {
            throw new StoreException(
                    FaultyStore.kind(outcome, Kind.UNKNOWN), "the answer to the commit was lost", null);
        }
    }

    @Override
    public void close() {
        below.close();
    }

    private void step(Step step, Runnable write) {
        Outcome outcome = faults.at(step);
        if (FaultyStore.isDone(outcome)) {
            write.run();
        }
        if (outcome != Outcome.WORKS) {
            throw new StoreException(FaultyStore.kind(outcome, Kind.RETRYABLE), "failed at " + step, null);
        }
    }
}
