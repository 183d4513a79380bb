package dev.writ.api.operation;

import dev.writ.api.platform.Tenant;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Who does the work of this node. Each tenant has one place and a short queue before it, so that nobody waits for what other tenants have
 * queued; so many tenants work at once as the memory is meant for, and take turns. Backups, which are of all tenants, have a place of
 * their own. Threads are never interrupted.
 */
final class Workers {
    /** Most works of tenants at once. */
    static final int AT_ONCE = 2;

    /** Most works of one tenant that wait for the one before them. */
    static final int QUEUE = 16;

    private static final int IDLE_SECONDS = 60;

    private final Map<Tenant, ExecutorService> places = new ConcurrentHashMap<>();
    private final ExecutorService backups = place("operation-backup");
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private volatile boolean stopping;

    /**
     * Has a work done later.
     *
     * @throws RejectedExecutionException if too much waits, or the node stops
     */
    void execute(Tenant tenant, Kind kind, Runnable work) {
        if (stopping) {
            throw new RejectedExecutionException("the node stops");
        }
        switch (kind) {
            case BACKUP -> backups.execute(work);
            case PACK ->
                places.computeIfAbsent(tenant, of -> place("operation-" + of.name()))
                        .execute(() -> inTurn(work));
        }
    }

    private void inTurn(Runnable work) {
        turns.acquireUninterruptibly();
        try {
            work.run();
        } finally {
            turns.release();
        }
    }

    /** Whether what has waited is begun no more. */
    boolean stopping() {
        return stopping;
    }

    /** Takes nothing more; false if something is still being done after a time. */
    boolean stop(Duration longest) throws InterruptedException {
        stopping = true;
        long end = System.nanoTime() + longest.toNanos();
        var all = Stream.concat(Stream.of(backups), places.values().stream()).toList();
        all.forEach(ExecutorService::shutdown);
        boolean quiet = true;
        for (ExecutorService each : all) {
            quiet &= each.awaitTermination(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        return quiet;
    }

    private static ExecutorService place(String name) {
        var place = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().name(name).daemon().factory());
        place.allowCoreThreadTimeOut(true);
        return place;
    }
}
