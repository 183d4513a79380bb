package dev.writ.ledger.log;

import dev.writ.ledger.log.AppendResult.Reason;
import dev.writ.ledger.log.AppendResult.Unavailable;
import dev.writ.ledger.log.Waiting.Stage;
import dev.writ.ledger.log.Waiting.Waiter;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.RecordedKey;
import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.store.StoreException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The first stage: commits batches and hands them over. Run by one thread. */
final class Committing {
    private final LedgerStore store;
    private final BatchAppender appender;
    private final LogOptions options;
    private final Waiting waiting;
    private final Handover handover;

    Committing(LedgerStore store, BatchAppender appender, LogOptions options, Waiting waiting, Handover handover) {
        this.store = store;
        this.appender = appender;
        this.options = options;
        this.waiting = waiting;
        this.handover = handover;
    }

    /**
     * Works until nobody is taken any more.
     *
     * @throws StoreException {@code FATAL}
     */
    void run() throws InterruptedException {
        Duration limit = Duration.ZERO;
        while (!waiting.isClosed() && handover.awaitRoom()) {
            waiting.awaitWork(limit);
            limit = waiting.isClosed() ? limit : work();
        }
    }

    /** Commits everything that is there; returns after which time to try again unasked, zero for never. */
    private Duration work() throws InterruptedException {
        List<Waiter> before = waiting.snapshot();
        try {
            BatchAppender.Done done;
            do {
                done = appender.append(waiting.direct(options.maxBatch()));
                if (done.count() > 0) {
                    handOver(done.results());
                }
            } while (done.count() == options.maxBatch() && handover.awaitRoom());
            others(before);
            waiting.refuse(Stage.COMMITTING, Optional.empty());
            return Duration.ZERO;
        } catch (StoreException e) {
            return retryLater(e, before);
        }
    }

    private void handOver(Map<IdempotencyKey, RecordedKey> results) {
        List<Answer> settled = waiting.settle(results);
        if (!handover.put(settled)) {
            waiting.closed().ifPresent(why -> waiting.failSettled(settled, why));
        }
    }

    /** Those whose drafts had left the outbox before: another node drained them, or this one before they said that they wait. */
    private void others(List<Waiter> before) throws InterruptedException {
        Set<Waiter> known = Waiting.same(before);
        List<Waiter> left = waiting.snapshot().stream()
                .filter(waiter -> waiter.direct().isEmpty() && known.contains(waiter))
                .toList();
        if (left.isEmpty() || !handover.awaitRoom()) {
            return;
        }
        Map<IdempotencyKey, RecordedKey> recorded =
                store.recorded(left.stream().map(Waiter::key).distinct().toList());
        handOver(recorded);
        waiting.fail(
                left.stream()
                        .filter(waiter -> !recorded.containsKey(waiter.key()))
                        .toList(),
                new Unavailable(Reason.NOT_DRAFTED, "no draft was committed to the outbox under this idempotency key"));
    }

    private Duration retryLater(StoreException e, List<Waiter> before) {
        if (e.kind() == Kind.FATAL) {
            throw e;
        }
        Unavailable why = new Unavailable(Reason.STORE, "the log's database does not answer: " + e.reason());
        waiting.refuse(Stage.COMMITTING, Optional.of(why));
        waiting.fail(before, why);
        return appender.longPause();
    }
}
