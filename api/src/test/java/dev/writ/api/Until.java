package dev.writ.api;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens in other threads. */
public final class Until {
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(20);

    private Until() {}

    /** Returns once it holds; fails if it does not within that time. */
    public static void that(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + LONGEST + ": " + what);
            }
            LockSupport.parkNanos(STEP);
        }
    }
}
