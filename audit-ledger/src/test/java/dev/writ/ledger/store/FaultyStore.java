package dev.writ.ledger.store;

import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.Faults.Outcome;
import dev.writ.ledger.store.Faults.Step;
import dev.writ.ledger.store.StoreException.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store, whichever it is, whose writes fail as told: before the store below saw them, or after it did them. Reads pass.
 *
 * @param below the store that does what does not fail
 * @param faults which write fails
 */
public record FaultyStore(LedgerStore below, Faults faults) implements LedgerStore {
    @Override
    public LogId log() {
        return below.log();
    }

    @Override
    public Optional<Head> head() {
        return below.head();
    }

    @Override
    public List<StoredEntry> entries(long from, long to) {
        return below.entries(from, to);
    }

    @Override
    public List<Hash> leafHashes(long from, long to) {
        return below.leafHashes(from, to);
    }

    @Override
    public List<Hash> nodes(int level, long from, long to) {
        return below.nodes(level, from, to);
    }

    @Override
    public Optional<StoredCheckpoint> checkpoint() {
        return below.checkpoint();
    }

    @Override
    public Map<IdempotencyKey, RecordedKey> recorded(Collection<IdempotencyKey> keys) {
        return below.recorded(keys);
    }

    @Override
    public List<Long> find(EntryQuery query, int limit) {
        return below.find(query, limit);
    }

    @Override
    public void create() {
        below.create();
    }

    @Override
    public AppendTransaction begin() {
        if (faults.at(Step.BEGIN) != Outcome.WORKS) {
            throw new StoreException(Kind.RETRYABLE, "no connection", null);
        }
        return new FaultyTransaction(below.begin(), faults);
    }

    @Override
    public void sync() {
        if (faults.at(Step.BEGIN_SYNC) != Outcome.WORKS) {
            throw new StoreException(Kind.RETRYABLE, "no connection to sync with", null);
        }
        Outcome outcome = faults.at(Step.SYNC);
        if (isDone(outcome)) {
            below.sync();
        }
        if (outcome != Outcome.WORKS) {
            throw new StoreException(Kind.FATAL, "sync failed", null);
        }
    }

    @Override
    public StoredCheckpoint publish(StoredCheckpoint checkpoint) {
        Outcome outcome = faults.at(Step.PUBLISH);
        StoredCheckpoint stored = isDone(outcome) ? below.publish(checkpoint) : checkpoint;
        if (outcome != Outcome.WORKS) {
            throw new StoreException(kind(outcome, Kind.RETRYABLE), "publishing failed", null);
        }
        return stored;
    }

    static boolean isDone(Outcome outcome) {
        return outcome == Outcome.WORKS || outcome == Outcome.FAILS_BUT_PERSISTED;
    }

    static Kind kind(Outcome outcome, Kind usual) {
        return outcome == Outcome.FAILS_FOR_GOOD ? Kind.FATAL : usual;
    }
}
