package dev.writ.ledger.log;

import dev.writ.ledger.log.AppendResult.Reason;
import dev.writ.ledger.log.AppendResult.Unavailable;
import dev.writ.ledger.log.Waiting.Waiter;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.RecordedKey;
import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.store.StoreException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Drains the outbox into the log, one batch after the other, on one thread. While a batch is being committed and synced, the
 * drafts of the next one gather: that is the group commit. After each batch the new head is signed and published, and those who
 * wait are answered.
 */
public final class Sequencer implements AutoCloseable {
    private static final Duration WITHOUT_LIMIT = Duration.ZERO;

    private final LedgerStore store;
    private final BatchAppender appender;
    private final CheckpointPublisher publisher;
    private final LogOptions options;
    private final Waiting waiting;
    private final Thread writer;

    Sequencer(LedgerStore store, BatchAppender appender, CheckpointPublisher publisher, LogOptions options) {
        this.store = store;
        this.appender = appender;
        this.publisher = publisher;
        this.options = options;
        this.waiting = new Waiting(options.maxWaiting());
        this.writer = Thread.ofPlatform().daemon().name("ledger-" + store.log()).unstarted(this::run);
    }

    /**
     * Drains what an earlier run left, publishes the head, and begins to work.
     *
     * @throws StoreException if the store fails
     * @throws LogStartException if the pin cannot be written
     */
    void start() {
        while (appender.drain().drained() > 0) {
            // until the outbox is empty
        }
        try {
            publisher.publish();
        } catch (IOException e) {
            throw new LogStartException("the pin cannot be written: " + e.getMessage(), e);
        }
        writer.start();
    }

    /**
     * Takes a place for a draft that the caller is about to commit to the outbox.
     *
     * @throws LogUnavailableException if the log takes none now; commit nothing then
     */
    public Admission admit() {
        Optional<Unavailable> refused = waiting.takePlace();
        if (refused.isPresent()) {
            throw new LogUnavailableException(refused.get());
        }
        return new Admission(waiting);
    }

    /** Tells the log that there are drafts in the outbox that nobody waits for. */
    public void wake() {
        waiting.signal();
    }

    /** Why the log takes no drafts, if it takes none. */
    public Optional<Unavailable> unavailable() {
        return waiting.refusal();
    }

    /** How many drafts are admitted and not yet answered. */
    public int waiting() {
        return waiting.places();
    }

    /** Finishes the batch under way, answers everybody else that the log is stopping, and ends. Drafts stay in the outbox. */
    @Override
    public void close() {
        waiting.close(new Unavailable(Reason.STOPPING, "the service is being stopped, try again when it is back"));
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            Duration limit = WITHOUT_LIMIT;
            while (!waiting.isClosed()) {
                waiting.awaitSignal(limit);
                limit = waiting.isClosed() ? limit : work();
            }
        } catch (StoreException e) {
            halt(e.reason());
        } catch (InterruptedException e) {
            halt("the writer of the log was interrupted");
        } catch (RuntimeException | Error e) {
            halt("the writer of the log failed: " + e);
            throw e;
        } finally {
            waiting.refusal().ifPresent(why -> waiting.fail(waiting.snapshot(), why));
        }
    }

    private void halt(String message) {
        waiting.close(new Unavailable(
                Reason.HALTED, "the log has stopped: " + message + "; correct the cause and restart the service"));
    }

    /**
     * Drains everything; publishes and then answers each batch, so that an entry is covered by a checkpoint before anybody is
     * told of it, and a head that must not be signed is never acknowledged. Returns after which time to try again unasked.
     */
    private Duration work() {
        List<Waiter> before = waiting.snapshot();
        Duration again;
        try {
            BatchAppender.Done done;
            do {
                done = appender.drain();
                again = publish();
                waiting.answer(done.results());
            } while (done.drained() == options.maxBatch());
            answerOthers(before);
        } catch (StoreException e) {
            return retryLater(e, before);
        }
        return again;
    }

    /** Answers those whose drafts another node has drained. */
    private void answerOthers(List<Waiter> before) {
        Set<Waiter> known = new HashSet<>(before);
        List<Waiter> left = waiting.snapshot().stream().filter(known::contains).toList();
        if (left.isEmpty()) {
            return;
        }
        List<IdempotencyKey> keys = left.stream().map(Waiter::key).distinct().toList();
        Map<IdempotencyKey, RecordedKey> recorded = store.recorded(keys);
        store.sync();
        waiting.answer(recorded);
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
        waiting.refuse(why);
        waiting.fail(before, why);
        return appender.longPause();
    }

    private Duration publish() {
        try {
            publisher.publish();
            waiting.refuse(null);
            return WITHOUT_LIMIT;
        } catch (StoreException e) {
            if (e.kind() == Kind.FATAL) {
                throw e;
            }
            waiting.refuse(new Unavailable(Reason.STORE, "the checkpoint cannot be stored: " + e.reason()));
        } catch (IOException e) {
            waiting.refuse(new Unavailable(Reason.SIGNING, "the pin of the log cannot be written: " + e.getMessage()));
        }
        return appender.longPause();
    }
}
