package dev.writ.policy.builtin.http;

import dev.writ.policy.value.RegoValue;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers by their requests, for evaluations to come. Bounded: what was used longest ago goes first. */
public final class HttpCache {

    /**
     * An answer that may be used again.
     *
     * @param expires from when on the server must be asked whether it still holds
     */
    public record Entry(HttpReply reply, Instant expires) {}

    private final long maxBytes;
    private final Map<RegoValue, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** A cache whose requests and answers have about {@code maxBytes} together, at most. */
    public HttpCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The answer to a request, fresh or stale. */
    public synchronized @Nullable Entry get(RegoValue request) {
        return entries.get(request);
    }

    /** Keeps an answer, unless it is larger than the cache. */
    public synchronized void put(RegoValue request, Entry entry) {
        remove(request);
        long size = size(request, entry);
        if (size > maxBytes) {
            return;
        }
        entries.put(request, entry);
        bytes += size;
        Iterator<Map.Entry<RegoValue, Entry>> oldest = entries.entrySet().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            Map.Entry<RegoValue, Entry> next = oldest.next();
            bytes -= size(next.getKey(), next.getValue());
            oldest.remove();
        }
    }

    /** Forgets an answer. */
    public synchronized void remove(RegoValue request) {
        Entry old = entries.remove(request);
        if (old != null) {
            bytes -= size(request, old);
        }
    }

    /** Headers and requests count, too: both can be far larger than a body. */
    private static long size(RegoValue request, Entry entry) {
        long headers = entry.reply().headers().entrySet().stream()
                .mapToLong(header -> 100L
                        + header.getKey().length()
                        + header.getValue().stream()
                                .mapToLong(value -> 50L + value.length())
                                .sum())
                .sum();
        return 1_024L + request.weight() + headers + entry.reply().body().length;
    }
}
