package dev.writ.policy.builtin;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Compiled patterns by their text. Bounded: when a cache is full it is emptied, which costs one compilation each and
 * keeps the bookkeeping off the fast path. Safe for use by several threads.
 */
public final class PatternCache {

    /**
     * What is cached: the name keeps kinds of patterns apart.
     *
     * @param <T> the compiled form
     */
    public record Kind<T>(String name, Class<T> type) {}

    private record Key(String kind, String pattern) {}

    private final ConcurrentHashMap<Key, Object> compiled = new ConcurrentHashMap<>();
    private final int capacity;

    /** A cache for at most about {@code capacity} patterns. */
    public PatternCache(int capacity) {
        this.capacity = capacity;
    }

    /** The compiled form of {@code pattern}; what {@code compile} throws is passed on and not remembered. */
    public <T> T get(Kind<T> kind, String pattern, Function<String, T> compile) {
        Key key = new Key(kind.name(), pattern);
        Object known = compiled.get(key);
        if (known != null) {
            return kind.type().cast(known);
        }
        T fresh = compile.apply(pattern);
        if (compiled.size() >= capacity) {
            compiled.clear();
        }
        compiled.put(key, fresh);
        return fresh;
    }

    /** How many patterns are remembered. */
    public int size() {
        return compiled.size();
    }
}
