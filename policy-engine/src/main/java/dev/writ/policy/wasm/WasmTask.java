package dev.writ.policy.wasm;

import dev.writ.policy.runtime.Cancellation;
import dev.writ.policy.runtime.EvaluationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work on a thread of the pool, and the caller's wait for it. A task that is stopped before it started never
 * starts; one that runs is interrupted, which the compiled module notices at its next loop or call, and the caller waits
 * until it has ended, so that nobody writes into the evaluation's log any more.
 *
 * @param <T> what the work gives
 */
final class WasmTask<T> implements Runnable {

    private static final long SLICE_NANOS = 10_000_000;

    /** Longer than any built-in goes on without looking; a bound, so that a fault cannot hang the caller. */
    private static final long GRACE_SECONDS = 10;

    private enum State {
        WAITING,
        RUNNING,
        DONE
    }

    private final Supplier<T> work;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object lock = new Object();
    private State state = State.WAITING;
    private @Nullable Thread runner;
    private volatile @Nullable T result;
    private volatile @Nullable Throwable failure;

    WasmTask(Supplier<T> work) {
        this.work = work;
    }

    @Override
    public void run() {
        synchronized (lock) {
            if (state == State.DONE) {
                return;
            }
            state = State.RUNNING;
            runner = Thread.currentThread();
        }
        try {
            result = work.get();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            failure = e;
        } finally {
            synchronized (lock) {
                state = State.DONE;
                runner = null;
            }
            // An interrupt that came too late must not reach the next task on this thread.
            Thread.interrupted();
            ended.countDown();
        }
    }

    /**
     * What the work gave.
     *
     * @throws EvaluationException if the deadline passed, somebody cancelled, or the work ended so
     */
    T await(long deadlineNanos, long timeoutMillis, Cancellation cancellation) {
        try {
            long left = deadlineNanos - System.nanoTime();
            while (!ended.await(Math.clamp(left, 0, SLICE_NANOS), TimeUnit.NANOSECONDS)) {
                left = deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    stop();
                    throw WasmFailures.limit(
                            "the evaluation took more than " + timeoutMillis + " ms",
                            "raise the timeout, or let the engine run more evaluations at once");
                }
                if (cancellation.requested()) {
                    stop();
                    throw WasmFailures.cancelled();
                }
            }
        } catch (InterruptedException e) {
            stopInterrupted();
            throw WasmFailures.cancelled();
        }
        return outcome();
    }

    private void stop() throws InterruptedException {
        synchronized (lock) {
            Thread running = runner;
            if (running == null) {
                state = State.DONE;
                return;
            }
            running.interrupt();
        }
        boolean ignored = ended.await(GRACE_SECONDS, TimeUnit.SECONDS);
    }

    private void stopInterrupted() {
        try {
            stop();
        } catch (InterruptedException again) {
            // asked twice: the caller does not wait for the end
        }
        Thread.currentThread().interrupt();
    }

    private T outcome() {
        return switch (failure) {
            case null -> value();
            case StackOverflowError tooDeep ->
                throw WasmFailures.limit(
                        "the evaluation nests too deeply for its stack", "nest rules and data less deeply");
            case OutOfMemoryError tooLarge ->
                throw WasmFailures.limit("the process is out of memory", "lower the limits of the engine");
            case RuntimeException e -> throw e;
            case Throwable other -> throw new IllegalStateException(other);
        };
    }

    private T value() {
        T value = result;
        if (value == null) {
            throw new IllegalStateException("work without a result");
        }
        return value;
    }
}
