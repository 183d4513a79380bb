package dev.writ.api.platform;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * One token bucket for each key, which holds what may be asked within {@value #WINDOW_SECONDS} s and fills evenly. It is this node's
 * own: several nodes let through that many times as much.
 */
final class RateLimiter {
    /** The window that a bucket is named by in headers, in seconds. */
    static final int WINDOW_SECONDS = 10;

    private static final double NANOS = 1e9;
    private static final int WINDOWS_PER_MINUTE = 60 / WINDOW_SECONDS;

    /** So many buckets are kept without looking whether some are full, which are as good as none. */
    private static final int KEPT = 10_000;

    private final int capacity;
    private final double perNano;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * @param perMinute requests a minute for each key, at least 1
     * @param nanoTime as {@link System#nanoTime()}
     */
    RateLimiter(int perMinute, LongSupplier nanoTime) {
        this.capacity = Math.max(1, Math.ceilDiv(perMinute, WINDOWS_PER_MINUTE));
        this.perNano = perMinute / (60 * NANOS);
        this.nanoTime = nanoTime;
    }

    /** What was left at a time; {@code taken} says whether the last request was let through. */
    private record Bucket(double left, long at, boolean taken) {}

    /**
     * What came of a request.
     *
     * @param allowed whether it may go on
     * @param left further requests that may follow at once
     * @param fullSeconds when the bucket is full again, in seconds from now
     * @param nextSeconds when the next request may come, in seconds from now; 0 if at once
     */
    record Answer(boolean allowed, long left, long fullSeconds, long nextSeconds) {}

    /** Most requests at once. */
    int capacity() {
        return capacity;
    }

    /** Counts a request. */
    Answer take(String key) {
        long now = nanoTime.getAsLong();
        if (buckets.size() > KEPT) {
            buckets.values().removeIf(bucket -> filled(bucket, now) >= capacity);
        }
        Bucket after = buckets.compute(key, (_, before) -> {
            double left = before == null ? capacity : filled(before, now);
            return left >= 1 ? new Bucket(left - 1, now, true) : new Bucket(left, now, false);
        });
        long next = after.left() >= 1 ? 0 : seconds(1 - after.left());
        return new Answer(after.taken(), (long) after.left(), seconds(capacity - after.left()), next);
    }

    private double filled(Bucket bucket, long now) {
        return Math.min(capacity, bucket.left() + Math.max(0, now - bucket.at()) * perNano);
    }

    private long seconds(double requests) {
        return (long) Math.ceil(requests / (perNano * NANOS));
    }
}
