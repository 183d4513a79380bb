package dev.writ.policy.testrun;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Measures something by repeating it on the calling thread. */
public final class Stopwatch {

    private static final int BATCH = 16;
    private static final int SHORT_NANOS = 10_000;

    private final Duration warmUp;
    private final Duration duration;

    /**
     * A stopwatch.
     *
     * @param warmUp how long to repeat before measuring, so that the compiler of the JVM has done its work
     * @param duration how long to measure
     */
    public Stopwatch(Duration warmUp, Duration duration) {
        this.warmUp = warmUp;
        this.duration = duration;
    }

    /** A second, after a second to warm up. */
    public static Stopwatch standard() {
        return new Stopwatch(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    /** Repeats until the time is over, or until {@code once} answers false, which stands for "do not go on". */
    public Timing measure(BooleanSupplier once) {
        if (repeat(once, warmUp.toNanos()).stopped) {
            return new Timing(0, 0, 0);
        }
        long before = allocated();
        Repeated repeated = repeat(once, duration.toNanos());
        long after = allocated();
        return new Timing(repeated.runs, repeated.nanos, before < 0 ? -1 : after - before);
    }

    private record Repeated(long runs, long nanos, boolean stopped) {}

    private static Repeated repeat(BooleanSupplier once, long limit) {
        long start = System.nanoTime();
        long elapsed = 0;
        long runs = 0;
        while (elapsed < limit) {
            // The clock is read once a batch where a run is short, and after each run where it is long.
            int batch = runs > 0 && elapsed / runs < SHORT_NANOS ? BATCH : 1;
            for (int i = 0; i < batch; i++) {
                if (!once.getAsBoolean()) {
                    return new Repeated(runs, System.nanoTime() - start, true);
                }
            }
            runs += batch;
            elapsed = System.nanoTime() - start;
        }
        return new Repeated(runs, elapsed, false);
    }

    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean bean
                ? bean.getCurrentThreadAllocatedBytes()
                : -1;
    }
}
