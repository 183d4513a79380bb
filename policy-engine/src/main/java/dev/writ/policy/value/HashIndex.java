package dev.writ.policy.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An open-addressing table from a value to its position in an array of distinct keys. Small arrays have no table: a scan
 * is faster there.
 */
final class HashIndex {
    static final int ABSENT = -1;
    private static final int SCAN_LIMIT = 8;

    private HashIndex() {}

    /** The table for the first {@code count} keys, or null where a scan does. */
    static int @Nullable [] build(RegoValue[] keys, int count) {
        if (count <= SCAN_LIMIT) {
            return null;
        }
        int[] table = new int[Integer.highestOneBit(count * 2 - 1) << 1];
        for (int i = 0; i < count; i++) {
            place(table, keys[i], i);
        }
        return table;
    }

    static int find(RegoValue[] keys, int count, int @Nullable [] table, RegoValue key) {
        return table == null ? scan(keys, count, key) : probe(keys, table, key);
    }

    // identity first: most keys are shared constants, and a pass of pointer comparisons is cheaper than equals
    @SuppressWarnings("ReferenceEquality")
    private static int scan(RegoValue[] keys, int count, RegoValue key) {
        for (int i = 0; i < count; i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        for (int i = 0; i < count; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return ABSENT;
    }

    private static int probe(RegoValue[] keys, int[] table, RegoValue key) {
        int mask = table.length - 1;
        for (int at = spread(key) & mask; table[at] != 0; at = (at + 1) & mask) {
            RegoValue candidate = keys[table[at] - 1];
            if (candidate.equals(key)) {
                return table[at] - 1;
            }
        }
        return ABSENT;
    }

    private static void place(int[] table, RegoValue key, int position) {
        int mask = table.length - 1;
        int at = spread(key) & mask;
        while (table[at] != 0) {
            at = (at + 1) & mask;
        }
        table[at] = position + 1;
    }

    /**
     * A growing set of distinct keys with their positions; the base of the builders.
     *
     * <p>Not for use by several threads.
     */
    static final class Growing {
        private RegoValue[] keys;
        private int count;
        private int @Nullable [] table;

        Growing(int expected) {
            keys = new RegoValue[Math.max(4, expected)];
        }

        int count() {
            return count;
        }

        int find(RegoValue key) {
            return HashIndex.find(keys, count, table, key);
        }

        /** The position of {@code key}, added if it is new. */
        int add(RegoValue key) {
            int found = find(key);
            if (found != ABSENT) {
                return found;
            }
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, count * 2);
            }
            keys[count] = key;
            count++;
            int[] current = table;
            if (current == null || count * 2 > current.length) {
                table = HashIndex.build(keys, count);
            } else {
                place(current, key, count - 1);
            }
            return count - 1;
        }

        RegoValue[] toKeys() {
            return count == keys.length ? keys : Arrays.copyOf(keys, count);
        }
    }

    private static int spread(RegoValue key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 16);
    }
}
