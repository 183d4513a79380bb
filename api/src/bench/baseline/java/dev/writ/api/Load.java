package dev.writ.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Many callers that do one thing again and again, measured after a warm-up. */
public final class Load {
    /** Long enough for a JVM that has just started to have compiled what it does all the time. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private Load() {}

    /**
     * What was measured.
     *
     * @param name of the measurement
     * @param callers how many at once
     * @param perSecond how many things were done
     * @param p50 median latency in milliseconds
     * @param p99 99th percentile of the latency in milliseconds
     */
    public record Result(String name, int callers, double perSecond, double p50, double p99) {
        @Override
        public String toString() {
            return "%-28s %4d callers %10.0f /s   p50 %8.2f ms   p99 %8.2f ms"
                    .formatted(name, callers, perSecond, p50, p99);
        }
    }

    /** Does the work until the JVM that does it is warm: what comes after is measured as in a service that has been up for a while. */
    public static void warmUp(int callers, Callable<?> work) throws Exception {
        callers(callers, WARM_UP, work);
    }

    /** Runs for the time, after a third of it as warm-up. The work fails the measurement if it throws. */
    public static Result run(String name, int callers, Duration time, Callable<?> work) throws Exception {
        callers(callers, time.dividedBy(3), work);
        long begin = System.nanoTime();
        long[] latencies = callers(callers, time, work);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(latencies);
        return new Result(
                name,
                callers,
                latencies.length / seconds,
                latencies[latencies.length / 2] / 1e6,
                latencies[(int) (latencies.length * 0.99)] / 1e6);
    }

    private static long[] callers(int callers, Duration time, Callable<?> work) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        var latencies = new ConcurrentLinkedQueue<List<Long>>();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            threads.add(Thread.ofVirtual().start(() -> latencies.add(one(end, work, failure))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return latencies.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray();
    }

    private static List<Long> one(long end, Callable<?> work, AtomicReference<@Nullable Exception> failure) {
        List<Long> latencies = new ArrayList<>();
        while (System.nanoTime() < end && failure.get() == null) {
            long begin = System.nanoTime();
            try {
                work.call();
            } catch (Exception e) {
                failure.compareAndSet(null, e);
            }
            latencies.add(System.nanoTime() - begin);
        }
        return latencies;
    }
}
