package dev.writ.ledger.log;

import dev.writ.ledger.log.AppendResult.Reason;
import dev.writ.ledger.log.AppendResult.Unavailable;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.RecordedKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for the log, and the signal that wakes its writer. Every method may be called by any thread; futures are
 * completed outside of the lock.
 */
final class Waiting {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int max;
    private List<Waiter> waiters = new ArrayList<>();
    private int places;
    private boolean signalled;
    private @Nullable Unavailable refusal;
    private boolean closed;

    Waiting(int max) {
        this.max = max;
    }

    /** One who waits. */
    record Waiter(IdempotencyKey key, Hash fingerprint, CompletableFuture<AppendResult> answer) {
        AppendResult result(RecordedKey recorded) {
            return recorded.fingerprint().equals(fingerprint)
                    ? new AppendResult.Appended(recorded.seq(), recorded.leafHash())
                    : new AppendResult.Conflict(recorded.seq());
        }
    }

    /** Takes a place, or says why not. */
    Optional<Unavailable> takePlace() {
        lock.lock();
        try {
            if (refusal != null) {
                return Optional.of(refusal);
            }
            if (places >= max) {
                return Optional.of(new Unavailable(
                        Reason.OVERLOADED, max + " drafts wait for the log already, try again in a moment"));
            }
            places++;
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    void giveBack() {
        lock.lock();
        try {
            places--;
        } finally {
            lock.unlock();
        }
    }

    /** Adds one who has a place. */
    CompletableFuture<AppendResult> add(IdempotencyKey key, Hash fingerprint) {
        CompletableFuture<AppendResult> answer = new CompletableFuture<>();
        Unavailable refused;
        lock.lock();
        try {
            refused = closed ? refusal : null;
            if (refused == null) {
                waiters.add(new Waiter(key, fingerprint, answer));
                wakeWriter();
            } else {
                places--;
            }
        } finally {
            lock.unlock();
        }
        if (refused != null) {
            answer.complete(refused);
        }
        return answer;
    }

    /** Wakes the writer although nobody here waits. */
    void signal() {
        lock.lock();
        try {
            wakeWriter();
        } finally {
            lock.unlock();
        }
    }

    private void wakeWriter() {
        signalled = true;
        changed.signalAll();
    }

    /** Waits for a signal, at most for the given time; zero waits without a limit. Returns whether there was one. */
    boolean awaitSignal(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long nanos = limit.toNanos();
            while (!signalled && (limit.isZero() || nanos > 0)) {
                if (limit.isZero()) {
                    changed.await();
                } else {
                    nanos = changed.awaitNanos(nanos);
                }
            }
            boolean was = signalled;
            signalled = false;
            return was;
        } finally {
            lock.unlock();
        }
    }

    /** Those who wait now. */
    List<Waiter> snapshot() {
        lock.lock();
        try {
            return List.copyOf(waiters);
        } finally {
            lock.unlock();
        }
    }

    /** Answers everybody whose key is among the results. */
    void answer(Map<IdempotencyKey, RecordedKey> results) {
        List<Waiter> answered = new ArrayList<>();
        lock.lock();
        try {
            List<Waiter> rest = new ArrayList<>();
            waiters.forEach(waiter -> (results.containsKey(waiter.key()) ? answered : rest).add(waiter));
            waiters = rest;
            places -= answered.size();
        } finally {
            lock.unlock();
        }
        for (Waiter waiter : answered) {
            RecordedKey recorded = results.get(waiter.key());
            if (recorded != null) {
                waiter.answer().complete(waiter.result(recorded));
            }
        }
    }

    /** Answers the given ones with a failure. */
    void fail(Collection<Waiter> failed, Unavailable why) {
        lock.lock();
        try {
            int before = waiters.size();
            waiters.removeAll(new HashSet<>(failed));
            places -= before - waiters.size();
        } finally {
            lock.unlock();
        }
        failed.forEach(waiter -> waiter.answer().complete(why));
    }

    /** Takes no new places from now on, or takes them again. */
    void refuse(@Nullable Unavailable why) {
        lock.lock();
        try {
            if (!closed) {
                refusal = why;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes nobody any more, and wakes the writer so that it ends. */
    void close(Unavailable why) {
        lock.lock();
        try {
            if (!closed) {
                refusal = why;
                closed = true;
            }
            wakeWriter();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Why no places are given, if so. */
    Optional<Unavailable> refusal() {
        lock.lock();
        try {
            return Optional.ofNullable(refusal);
        } finally {
            lock.unlock();
        }
    }

    int places() {
        lock.lock();
        try {
            return places;
        } finally {
            lock.unlock();
        }
    }
}
