package dev.writ.ledger.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Between the thread that commits batches and the one that makes them durable and signs: room for one batch that is committed
 * and not yet taken. So at most two batches are in flight, and what comes meanwhile gathers for the next one.
 */
final class Handover {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable List<Answer> batch;
    private boolean ended;
    private boolean abandoned;

    /** Waits until there is room; false if nothing is taken any more. For the committing thread. */
    boolean awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            while (batch != null && !abandoned) {
                changed.await();
            }
            return !abandoned;
        } finally {
            lock.unlock();
        }
    }

    /** Hands a committed batch over, after {@link #awaitRoom}; false if nothing is taken any more. */
    boolean put(List<Answer> answers) {
        lock.lock();
        try {
            if (abandoned) {
                return false;
            }
            batch = batch == null ? answers : joined(batch, answers);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static List<Answer> joined(List<Answer> first, List<Answer> second) {
        List<Answer> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** No batch will come any more. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a batch if there is one. */
    Optional<List<Answer>> poll() {
        lock.lock();
        try {
            return taken();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a batch, at most for the given time; zero waits without a limit.
     *
     * @return the batch; empty if none came in time or none will come
     */
    Optional<List<Answer>> take(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long nanos = limit.toNanos();
            while (batch == null && !ended && (limit.isZero() || nanos > 0)) {
                if (limit.isZero()) {
                    changed.await();
                } else {
                    nanos = changed.awaitNanos(nanos);
                }
            }
            return taken();
        } finally {
            lock.unlock();
        }
    }

    private Optional<List<Answer>> taken() {
        Optional<List<Answer>> taken = Optional.ofNullable(batch);
        batch = null;
        changed.signalAll();
        return taken;
    }

    /** Whether none will come any more and none is there. */
    boolean isOver() {
        lock.lock();
        try {
            return ended && batch == null;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing any more, and gives back what was not taken. */
    List<Answer> abandon() {
        lock.lock();
        try {
            abandoned = true;
            return taken().orElse(List.of());
        } finally {
            lock.unlock();
        }
    }
}
