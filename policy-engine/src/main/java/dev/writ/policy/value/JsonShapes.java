package dev.writ.policy.value;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes objects from keys and values that lie alternating on a stack, and lets objects with the same keys share them. */
final class JsonShapes {
    private static final int SIZE = 256;
    private static final int MAX_SHARED_KEYS = 64;

    private final @Nullable ObjectShape[] cache = new @Nullable ObjectShape[SIZE];

    RegoObject object(RegoValue[] stack, int from, int to, Consumer<RegoValue> duplicates) {
        int count = (to - from) / 2;
        if (count == 0) {
            return RegoObject.EMPTY;
        }
        int slot = count > MAX_SHARED_KEYS ? -1 : slot(stack, from, to);
        ObjectShape shape = slot < 0 ? null : cache[slot];
        if (shape == null || !shape.isSame(stack, from, 2, count)) {
            HashIndex.Growing keys = new HashIndex.Growing(count);
            for (int i = from; i < to; i += 2) {
                keys.add(stack[i]);
            }
            if (keys.count() != count) {
                return lastWins(stack, from, to, duplicates);
            }
            shape = ObjectShape.ofDistinct(keys.toKeys());
            if (slot >= 0) {
                cache[slot] = shape;
            }
        }
        RegoValue[] values = new RegoValue[count];
        for (int i = 0; i < count; i++) {
            values[i] = stack[from + 2 * i + 1];
        }
        return RegoObject.of(shape, values);
    }

    private static RegoObject lastWins(RegoValue[] stack, int from, int to, Consumer<RegoValue> duplicates) {
        RegoObject.Builder builder = RegoObject.builder();
        for (int i = from; i < to; i += 2) {
            if (builder.put(stack[i], stack[i + 1]) != null) {
                duplicates.accept(stack[i]);
            }
        }
        return builder.build();
    }

    private static int slot(RegoValue[] stack, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i += 2) {
            hash = hash * 31 + stack[i].hashCode();
        }
        return HashMix.mix(hash) & (SIZE - 1);
    }
}
