package dev.writ.ledger.log;

import dev.writ.ledger.store.AppendTransaction;
import dev.writ.ledger.store.BatchId;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.RecordedKey;
import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.store.StoreException.Kind;
import dev.writ.ledger.store.StoredDraft;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Commits one batch: everything between locking the head and the commit, with the tries that the kinds of failure allow. Normal
 * path, retry and start run the same code. What it committed is durable only after the store was synced.
 */
final class BatchAppender {
    private static final int MAX_DOUBLINGS = 6;

    private final LedgerStore store;
    private final InstantSource clock;
    private final LogOptions options;
    private final Pause pause;

    BatchAppender(LedgerStore store, InstantSource clock, LogOptions options, Pause pause) {
        this.store = store;
        this.clock = clock;
        this.options = options;
        this.pause = pause;
    }

    /**
     * A batch that is committed.
     *
     * @param count number of drafts in it
     * @param results what their keys lead to
     */
    record Done(int count, Map<IdempotencyKey, RecordedKey> results) {
        static final Done NOTHING = new Done(0, Map.of());
    }

    /**
     * Appends up to a batch of drafts: the oldest of the outbox and the first of the given ones. Where there are plenty of both,
     * each kind gets half of the batch.
     *
     * @param direct drafts that are not in the outbox
     * @throws StoreException {@code RETRYABLE} when the tries are used up, {@code FATAL} at once
     */
    Done append(List<Submission> direct) {
        return attempt(batch -> appendOnce(batch, direct));
    }

    /**
     * Appends entry 0 unless the log has one.
     *
     * @throws StoreException as {@link #append}
     */
    void genesis(Function<Long, BatchPlan> plan) {
        attempt(batch -> {
            try (AppendTransaction tx = store.begin()) {
                if (tx.head().size() == 0) {
                    write(tx, plan.apply(clock.millis()), batch);
                    tx.commit();
                }
                return Done.NOTHING;
            }
        });
    }

    private Done appendOnce(BatchId batch, List<Submission> direct) {
        int max = options.maxBatch();
        try (AppendTransaction tx = store.begin()) {
            List<StoredDraft> drafts = tx.drafts(max - Math.min(direct.size(), max / 2));
            List<Submission> taken = direct.subList(0, Math.min(direct.size(), max - drafts.size()));
            if (drafts.isEmpty() && taken.isEmpty()) {
                return Done.NOTHING;
            }
            List<IdempotencyKey> keys = Stream.concat(
                            drafts.stream().map(StoredDraft::key),
                            taken.stream().map(Submission::key))
                    .distinct()
                    .toList();
            BatchPlan plan = BatchPlan.of(tx.head(), drafts, taken, tx.recorded(keys), clock.millis());
            write(tx, plan, batch);
            if (!drafts.isEmpty()) {
                tx.removeDrafts(drafts);
            }
            Done done = new Done(drafts.size() + taken.size(), plan.results());
            commit(tx, done);
            return done;
        }
    }

    private static void write(AppendTransaction tx, BatchPlan plan, BatchId batch) {
        if (plan.entries().isEmpty()) {
            return;
        }
        tx.insertEntries(plan.entries());
        tx.insertTerms(plan.terms());
        tx.insertNodes(plan.nodes());
        tx.recordKeys(plan.keys());
        if (!tx.moveHead(plan.from(), plan.to(), batch)) {
            throw new StoreException(Kind.FATAL, "the head row changed while it was locked", null);
        }
    }

    private static void commit(AppendTransaction tx, Done done) {
        try {
            tx.commit();
        } catch (StoreException e) {
            if (e.kind() == Kind.UNKNOWN) {
                throw new LostAnswer(done, e);
            }
            throw e;
        }
    }

    /** Tries until it is done, the tries are used up or a failure is fatal. */
    private Done attempt(Function<BatchId, Done> work) {
        for (int number = 1; ; number++) {
            BatchId batch = BatchId.at(clock.millis());
            try {
                return work.apply(batch);
            } catch (LostAnswer lost) {
                if (wasCommitted(batch, number)) {
                    return lost.done;
                }
            } catch (StoreException e) {
                if (e.kind() == Kind.FATAL || number >= options.tries()) {
                    throw retryable(e);
                }
            }
            waitBefore(number + 1);
        }
    }

    /** Asks under the lock, so that a commit that is still under way is waited for. */
    private boolean wasCommitted(BatchId batch, int firstTry) {
        for (int number = firstTry; ; number++) {
            try (AppendTransaction tx = store.begin()) {
                return tx.committed(batch);
            } catch (StoreException e) {
                if (e.kind() == Kind.FATAL || number >= options.tries()) {
                    throw retryable(e);
                }
                waitBefore(number + 1);
            }
        }
    }

    /** The store's state decides what a later try finds, so giving up after an unknown result is as safe as after a failure. */
    private static StoreException retryable(StoreException e) {
        return e.kind() == Kind.UNKNOWN ? new StoreException(Kind.RETRYABLE, e.reason(), e) : e;
    }

    private void waitBefore(int number) {
        int doublings = Math.min(number - 2, MAX_DOUBLINGS);
        pause.pause(options.firstPause().multipliedBy(1L << doublings));
    }

    /** Pause that a caller makes between two batches that failed. */
    Duration longPause() {
        return options.firstPause().multipliedBy(1L << MAX_DOUBLINGS);
    }

    /** The answer to a commit was lost; carries what the batch says if it was committed. */
    private static final class LostAnswer extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        private final transient Done done;

        LostAnswer(Done done, StoreException cause) {
            super(cause);
            this.done = done;
        }
    }
}
