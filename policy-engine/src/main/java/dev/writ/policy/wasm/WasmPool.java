package dev.writ.policy.wasm;

import dev.writ.policy.runtime.EvaluationException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs work on instances, each on a thread that the pool owns: so a deadline can interrupt it without touching the
 * caller's thread, and the stack has a known size. There are never more instances than threads, and never more threads
 * than the bound; work waits in order. An instance whose work ended by an exception is thrown away.
 */
final class WasmPool implements AutoCloseable {

    /** Deep enough for rules that nest some thousand calls. */
    private static final long STACK_BYTES = 16L << 20;

    private static final long IDLE_SECONDS = 60;

    private final Supplier<WasmInstance> factory;
    private final Deque<WasmInstance> idle = new ConcurrentLinkedDeque<>();
    private final ThreadPoolExecutor threads;

    /**
     * A pool.
     *
     * @param factory makes a fresh instance
     * @param bound the largest number of instances
     */
    WasmPool(Supplier<WasmInstance> factory, int bound) {
        this.factory = factory;
        this.threads = new ThreadPoolExecutor(
                bound,
                bound,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform()
                        .name("writ-wasm-", 0)
                        .daemon(true)
                        .stackSize(STACK_BYTES)
                        .factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Starts work.
     *
     * @throws EvaluationException if the pool is closed
     */
    <T> WasmTask<T> start(Function<WasmInstance, T> work) {
        WasmTask<T> task = new WasmTask<>(() -> onInstance(work));
        try {
            threads.execute(task);
        } catch (RejectedExecutionException closed) {
            throw WasmFailures.internal("the engine is closed");
        }
        return task;
    }

    private <T> T onInstance(Function<WasmInstance, T> work) {
        WasmInstance instance = idle.poll();
        if (instance == null) {
            instance = factory.get();
        }
        T result = work.apply(instance);
        if (!threads.isShutdown()) {
            idle.push(instance);
        }
        return result;
    }

    /** How many instances wait for work. */
    int idle() {
        return idle.size();
    }

    /** Takes no further work; what runs comes to its end. */
    @Override
    public void close() {
        threads.shutdown();
        idle.clear();
    }
}
