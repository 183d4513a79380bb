package dev.writ.api.platform;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * One token bucket for each key, which holds what may be asked within {@value #WINDOW_SECONDS} s and fills evenly. It is this node's
 * own: several nodes let through that many times as much.
 */
final class RateLimiter {
    /** The window that a bucket is named by in headers, in seconds. */
    static final int WINDOW_SECONDS = 10;

    private static final long SECOND = 1_000_000_000L;
    private static final int WINDOWS_PER_MINUTE = 60 / WINDOW_SECONDS;

    /** So many buckets are kept without looking whether some are full, which are as good as none. */
    private static final int KEPT = 10_000;

    /** Most keys with a bucket of their own, so that nobody fills the memory with keys; further ones share {@link #SHARED}. */
    private static final int MOST = 100_000;

    private static final int SHARED = 1_024;

    private final int capacity;
    private final long cost;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final AtomicLong swept;

    /**
     * @param perMinute requests a minute for each key, from 1 to a thousand million
     * @param nanoTime as {@link System#nanoTime()}
     */
    RateLimiter(int perMinute, LongSupplier nanoTime) {
        this.capacity = Math.ceilDiv(perMinute, WINDOWS_PER_MINUTE);
        this.cost = 60 * SECOND / perMinute;
        this.nanoTime = nanoTime;
        this.swept = new AtomicLong(nanoTime.getAsLong());
    }

    /** What was left at a time, in nanoseconds, of which each request costs some; {@code taken} says whether the last one got them. */
    private record Bucket(long left, long at, boolean taken) {}

    /**
     * What came of a request.
     *
     * @param allowed whether it may go on
     * @param left further requests that may follow at once
     * @param fullSeconds when the bucket is full again, in seconds from now
     * @param nextSeconds when the next request may come, in seconds from now; 0 if at once
     */
    record Answer(boolean allowed, long left, long fullSeconds, long nextSeconds) {}

    /** How many buckets there are. */
    int kept() {
        return buckets.size();
    }

    /** Most requests at once. */
    int capacity() {
        return capacity;
    }

    /** What would come of a request, without counting it. */
    Answer ask(String key) {
        Bucket known = buckets.get(bucket(key));
        long left = known == null ? full() : filled(known, nanoTime.getAsLong());
        return answer(left, left >= cost);
    }

    /** Counts a request. */
    Answer take(String key) {
        long now = nanoTime.getAsLong();
        long before = swept.get();
        if (buckets.size() > KEPT && now - before > SECOND && swept.compareAndSet(before, now)) {
            buckets.values().removeIf(bucket -> filled(bucket, now) >= full());
        }
        Bucket after = buckets.compute(bucket(key), (_, known) -> {
            long left = known == null ? full() : filled(known, now);
            return left >= cost ? new Bucket(left - cost, now, true) : new Bucket(left, now, false);
        });
        return answer(after.left(), after.taken());
    }

    private Answer answer(long left, boolean allowed) {
        return new Answer(allowed, left / cost, seconds(full() - left), seconds(cost - left));
    }

    /** The key's own bucket; one of few that are shared where there are too many. */
    private String bucket(String key) {
        return buckets.size() < MOST || buckets.containsKey(key) ? key : "?" + Math.floorMod(key.hashCode(), SHARED);
    }

    private long full() {
        return capacity * cost;
    }

    private long filled(Bucket bucket, long now) {
        return Math.min(full(), bucket.left() + Math.max(0, now - bucket.at()));
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(Math.max(0, nanos), SECOND);
    }
}
