package dev.writ.ledger.log;

import dev.writ.ledger.log.AppendResult.Reason;
import dev.writ.ledger.log.AppendResult.Unavailable;
import dev.writ.ledger.log.Waiting.Stage;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.store.StoreException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The second stage: makes what is committed durable, signs and publishes the head, and then answers, so that an entry is covered
 * by a checkpoint before anybody is told of it, and a head that must not be signed is never acknowledged. Nobody is told of an entry that
 * the pin does not vouch for either: after a power loss an embedded database may go back to the pinned head. Run by one thread.
 */
final class Publishing {
    private final CheckpointPublisher publisher;
    private final Waiting waiting;
    private final Handover handover;
    private final Duration longPause;
    private List<Answer> underWay = List.of();

    Publishing(CheckpointPublisher publisher, Waiting waiting, Handover handover, Duration longPause) {
        this.publisher = publisher;
        this.waiting = waiting;
        this.handover = handover;
        this.longPause = longPause;
    }

    /**
     * Works until no batch will come any more, or the log has halted.
     *
     * @throws StoreException {@code FATAL}; nobody of the batch under way has been answered then
     */
    void run() throws InterruptedException {
        Duration again = Duration.ZERO;
        while (!handover.isOver()) {
            Optional<List<Answer>> batch = next(again);
            if (hasHalted()) {
                underWay = batch.orElse(List.of());
                return;
            }
            if (batch.isPresent() || !again.isZero()) {
                again = finish(batch.orElse(List.of()));
            }
        }
    }

    /** The next batch. What gathers meanwhile is committed as soon as it is as much, or as there is nothing to do here. */
    private Optional<List<Answer>> next(Duration limit) throws InterruptedException {
        Optional<List<Answer>> batch = handover.poll();
        if (batch.isEmpty()) {
            waiting.beginWith(1);
            batch = handover.take(limit);
        }
        waiting.beginWith(batch.map(List::size).orElse(1));
        return batch;
    }

    private boolean hasHalted() {
        return waiting.closed().filter(why -> why.reason() == Reason.HALTED).isPresent();
    }

    /** Returns after which time to try again unasked, zero for never. */
    private Duration finish(List<Answer> batch) {
        underWay = batch;
        Head durable;
        try {
            durable = publisher.durableHead();
        } catch (StoreException e) {
            Unavailable why = refuse(e, Reason.STORE, "the log's database does not answer: ");
            underWay = List.of();
            waiting.failSettled(batch, why);
            return longPause;
        }
        Optional<Unavailable> failed = publish(durable);
        underWay = List.of();
        if (failed.isPresent() && !publisher.isPinned(durable)) {
            waiting.failSettled(batch, failed.get());
        } else {
            waiting.answer(batch);
        }
        return failed.isPresent() ? longPause : Duration.ZERO;
    }

    /** Why it could not be done, if it is to be tried again. */
    private Optional<Unavailable> publish(Head durable) {
        try {
            publisher.publish(durable);
            waiting.refuse(Stage.PUBLISHING, Optional.empty());
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(refuse(e, Reason.STORE, "the checkpoint cannot be stored: "));
        } catch (IOException e) {
            Unavailable why =
                    new Unavailable(Reason.SIGNING, "the pin of the log cannot be written: " + e.getMessage());
            waiting.refuse(Stage.PUBLISHING, Optional.of(why));
            return Optional.of(why);
        }
    }

    private Unavailable refuse(StoreException e, Reason reason, String what) {
        if (e.kind() == Kind.FATAL) {
            throw e;
        }
        Unavailable why = new Unavailable(reason, what + e.reason());
        waiting.refuse(Stage.PUBLISHING, Optional.of(why));
        return why;
    }

    /** Those of the batches in flight whom nobody will answer any more, once {@link #run} has ended. */
    List<Answer> unanswered() {
        List<Answer> all = new ArrayList<>(underWay);
        all.addAll(handover.abandon());
        return all;
    }
}
