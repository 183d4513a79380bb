package dev.writ.ledger.log;

import dev.writ.ledger.log.AppendResult.Reason;
import dev.writ.ledger.log.AppendResult.Unavailable;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.RecordedKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for the log, and the signal that wakes its writer. Who has a place goes from waiting to settled (the batch is
 * committed) to answered. Every method may be called by any thread; futures are completed outside of the lock.
 */
final class Waiting {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int max;
    private final Map<Stage, Unavailable> refusals = new EnumMap<>(Stage.class);
    private List<Waiter> waiters = new ArrayList<>();
    private int places;
    private boolean urgent;
    private boolean grown;
    private int enough = 1;
    private @Nullable Unavailable closed;

    Waiting(int max) {
        this.max = max;
    }

    /** Who may refuse places for a while. */
    enum Stage {
        COMMITTING,
        PUBLISHING
    }

    /** One who waits; for a draft in the outbox, or for the one that is given here. */
    record Waiter(
            IdempotencyKey key, Hash fingerprint, Optional<Submission> direct, CompletableFuture<AppendResult> answer) {
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
            Optional<Unavailable> refusal = refused();
            if (refusal.isPresent()) {
                return refusal;
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

    /** Adds one who has a place and whose draft is committed in the outbox. */
    CompletableFuture<AppendResult> add(IdempotencyKey key, Hash fingerprint) {
        return add(new Waiter(key, fingerprint, Optional.empty(), new CompletableFuture<>()));
    }

    /** Adds one who has a place and brings the draft. */
    CompletableFuture<AppendResult> add(Submission submission) {
        return add(new Waiter(
                submission.key(), submission.fingerprint(), Optional.of(submission), new CompletableFuture<>()));
    }

    private CompletableFuture<AppendResult> add(Waiter waiter) {
        Unavailable refused;
        lock.lock();
        try {
            refused = closed;
            if (refused == null) {
                waiters.add(waiter);
                grown = true;
                wakeIfEnough();
            } else {
                places--;
            }
        } finally {
            lock.unlock();
        }
        if (refused != null) {
            waiter.answer().complete(refused);
        }
        return waiter.answer();
    }

    /** Wakes the writer although nobody here waits. */
    void signal() {
        lock.lock();
        try {
            urgent = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** With how many who wait the writer begins a batch: one while nothing else is under way, else as many as that is. */
    void beginWith(int count) {
        lock.lock();
        try {
            enough = Math.max(1, count);
            wakeIfEnough();
        } finally {
            lock.unlock();
        }
    }

    private void wakeIfEnough() {
        if (isEnough()) {
            changed.signalAll();
        }
    }

    private boolean isEnough() {
        return closed != null || urgent || (grown && waiters.size() >= enough);
    }

    /** Waits until there is enough to do, at most for the given time; zero waits without a limit. */
    void awaitWork(Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long nanos = limit.toNanos();
            while (!isEnough() && (limit.isZero() || nanos > 0)) {
                if (limit.isZero()) {
                    changed.await();
                } else {
                    nanos = changed.awaitNanos(nanos);
                }
            }
            urgent = false;
            grown = false;
        } finally {
            lock.unlock();
        }
    }

    /** Those who wait now and are not settled. */
    List<Waiter> snapshot() {
        lock.lock();
        try {
            return List.copyOf(waiters);
        } finally {
            lock.unlock();
        }
    }

    /** The first of the drafts that did not go through the outbox. They stay until they are settled or failed. */
    List<Submission> direct(int limit) {
        lock.lock();
        try {
            return waiters.stream()
                    .flatMap(waiter -> waiter.direct().stream())
                    .limit(limit)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Takes out everybody whose key is among the results; they keep their places until they are answered. */
    List<Answer> settle(Map<IdempotencyKey, RecordedKey> results) {
        List<Answer> settled = new ArrayList<>();
        lock.lock();
        try {
            List<Waiter> rest = new ArrayList<>();
            for (Waiter waiter : waiters) {
                RecordedKey recorded = results.get(waiter.key());
                if (recorded == null) {
                    rest.add(waiter);
                } else {
                    settled.add(new Answer(waiter, waiter.result(recorded)));
                }
            }
            waiters = rest;
        } finally {
            lock.unlock();
        }
        return settled;
    }

    /** Tells those who are settled what became of their drafts. */
    void answer(List<Answer> answers) {
        leave(answers.size());
        answers.forEach(answer -> answer.waiter().answer().complete(answer.result()));
    }

    /** Tells those who are settled that it went wrong after all. */
    void failSettled(List<Answer> answers, Unavailable why) {
        leave(answers.size());
        answers.forEach(answer -> answer.waiter().answer().complete(why));
    }

    private void leave(int count) {
        lock.lock();
        try {
            places -= count;
        } finally {
            lock.unlock();
        }
    }

    /** Answers those of the given ones that still wait with a failure. */
    void fail(Collection<Waiter> failed, Unavailable why) {
        Set<Waiter> wanted = same(failed);
        List<Waiter> gone = remove(wanted::contains);
        gone.forEach(waiter -> waiter.answer().complete(why));
    }

    /** A set that asks for nothing but identity. */
    static Set<Waiter> same(Collection<Waiter> waiters) {
        Set<Waiter> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(waiters);
        return set;
    }

    private List<Waiter> remove(Predicate<Waiter> wanted) {
        lock.lock();
        try {
            List<Waiter> gone = waiters.stream().filter(wanted).toList();
            waiters.removeIf(wanted);
            places -= gone.size();
            return gone;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no new places from now on, or takes them again as far as this stage is concerned. */
    void refuse(Stage stage, Optional<Unavailable> why) {
        lock.lock();
        try {
            why.ifPresentOrElse(refusal -> refusals.put(stage, refusal), () -> refusals.remove(stage));
        } finally {
            lock.unlock();
        }
    }

    /** Takes nobody any more, and wakes the writer so that it ends. What is said first stays. */
    void close(Unavailable why) {
        lock.lock();
        try {
            closed = closed == null ? why : closed;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Why nobody is taken any more, if so. */
    Optional<Unavailable> closed() {
        lock.lock();
        try {
            return Optional.ofNullable(closed);
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed().isPresent();
    }

    /** Why no places are given, if so. */
    Optional<Unavailable> refusal() {
        lock.lock();
        try {
            return refused();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Unavailable> refused() {
        return closed == null ? refusals.values().stream().findFirst() : Optional.of(closed);
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
