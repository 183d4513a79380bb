package dev.writ.ledger.log;

import dev.writ.ledger.log.AppendResult.Reason;
import dev.writ.ledger.log.AppendResult.Unavailable;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Takes drafts, from the outbox and directly, into the log in batches, on two threads: one commits a batch while the other one
 * syncs, signs and publishes the batch before and answers those who wait for it. What comes meanwhile gathers for the next batch:
 * that is the group commit.
 */
public final class Sequencer implements AutoCloseable {
    private final BatchAppender appender;
    private final CheckpointPublisher publisher;
    private final Waiting waiting;
    private final Handover handover = new Handover();
    private final Committing committing;
    private final Publishing publishing;
    private final List<Thread> threads;

    Sequencer(LedgerStore store, BatchAppender appender, CheckpointPublisher publisher, LogOptions options) {
        this.appender = appender;
        this.publisher = publisher;
        this.waiting = new Waiting(options.maxWaiting());
        this.committing = new Committing(store, appender, options, waiting, handover);
        this.publishing = new Publishing(publisher, waiting, handover, appender.longPause());
        String name = "ledger-" + store.log();
        this.threads = List.of(
                Thread.ofPlatform().daemon().name(name + "-commit").unstarted(this::commit),
                Thread.ofPlatform().daemon().name(name + "-publish").unstarted(this::publish));
    }

    /**
     * Drains what an earlier run left, publishes the head, and begins to work.
     *
     * @throws StoreException if the store fails
     * @throws LogStartException if the pin cannot be written
     */
    void start() {
        while (appender.append(List.of()).count() > 0) {
            // until the outbox is empty
        }
        try {
            publisher.publish(publisher.durableHead());
        } catch (IOException e) {
            throw new LogStartException("the pin cannot be written: " + e.getMessage(), e);
        }
        threads.forEach(Thread::start);
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

    /** Finishes the batches in flight, answers everybody else that the log is stopping, and ends. Drafts stay in the outbox. */
    @Override
    public void close() {
        waiting.close(new Unavailable(Reason.STOPPING, "the service is being stopped, try again when it is back"));
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit() {
        try {
            untilItHalts(committing::run);
        } finally {
            handover.end();
            waiting.closed().ifPresent(why -> waiting.fail(waiting.snapshot(), why));
        }
    }

    private void publish() {
        try {
            untilItHalts(publishing::run);
        } finally {
            List<Answer> unanswered = publishing.unanswered();
            waiting.closed().ifPresent(why -> waiting.failSettled(unanswered, why));
        }
    }

    @FunctionalInterface
    private interface Stage {
        void run() throws InterruptedException;
    }

    private void untilItHalts(Stage stage) {
        try {
            stage.run();
        } catch (StoreException e) {
            halt(e.reason());
        } catch (InterruptedException e) {
            halt("a thread of the log was interrupted");
        } catch (RuntimeException | Error e) {
            halt("a thread of the log failed: " + e);
            throw e;
        }
    }

    /** Stops both threads: whoever waits or is in flight is told so, and nothing more is signed. */
    private void halt(String message) {
        waiting.close(new Unavailable(
                Reason.HALTED, "the log has stopped: " + message + "; correct the cause and restart the service"));
    }
}
