package dev.writ.policy.value;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an object, apart from its values. Objects of one origin (the records of a JSON array, the results of one
 * object literal) share their shape, and whoever looks up the same key in many of them can remember the slot per shape.
 */
public final class ObjectShape {
    static final ObjectShape EMPTY = new ObjectShape(new RegoValue[0]);

    /** Its final field makes the contents visible to every thread that sees the object. */
    private static final class Order {
        private final int[] slots;

        private Order(int[] slots) {
            this.slots = slots;
        }
    }

    private final RegoValue[] keys;
    private final int @Nullable [] table;
    private @Nullable Order order;

    private ObjectShape(RegoValue[] distinct) {
        this.keys = distinct;
        this.table = HashIndex.build(distinct, distinct.length);
    }

    /** The shape with these keys, in this order of slots; the keys must differ, and the array is taken over. */
    public static ObjectShape ofDistinct(RegoValue... keys) {
        return keys.length == 0 ? EMPTY : new ObjectShape(keys);
    }

    public int size() {
        return keys.length;
    }

    /** The slot of {@code key}, or -1. */
    public int slotOf(RegoValue key) {
        return HashIndex.find(keys, keys.length, table, key);
    }

    /** The key in {@code slot}. */
    public RegoValue keyInSlot(int slot) {
        return keys[slot];
    }

    /** The slot of the key at {@code index} of the order of keys. */
    public int slotAt(int index) {
        return order()[index];
    }

    private int[] order() {
        Order current = order;
        if (current == null) {
            int[] slots = IntStream.range(0, keys.length)
                    .boxed()
                    .sorted(Comparator.comparing(slot -> keys[slot]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            current = new Order(slots);
            order = current;
        }
        return current.slots;
    }

    /** True if the keys are, as objects, every {@code stride}-th of {@code candidates}, {@code count} of them. */
    // a reader shares its strings, so equal keys are mostly the same object; a miss only costs the sharing of shapes
    @SuppressWarnings("ReferenceEquality")
    boolean isSame(RegoValue[] candidates, int from, int stride, int count) {
        if (count != keys.length) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (keys[i] != candidates[from + i * stride]) {
                return false;
            }
        }
        return true;
    }
}
