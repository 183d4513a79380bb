package dev.writ.policy.builtin.http;

import dev.writ.policy.value.RegoValue;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers by their requests, for evaluations to come. Bounded: what was used least goes first. */
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

    /** A cache whose bodies have at most {@code maxBytes} together. */
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
        if (size(entry) > maxBytes) {
            return;
        }
        entries.put(request, entry);
        bytes += size(entry);
        Iterator<Entry> oldest = entries.values().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            bytes -= size(oldest.next());
            oldest.remove();
        }
    }

    /** Forgets an answer. */
    public synchronized void remove(RegoValue request) {
        Entry old = entries.remove(request);
        if (old != null) {
            bytes -= size(old);
        }
    }

    private static long size(Entry entry) {
        return entry.reply().body().length + 1_024L;
    }
}
