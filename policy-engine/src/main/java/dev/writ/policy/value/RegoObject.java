package dev.writ.policy.value;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map from values to values: lookup by hash, iteration in the order of keys. It is a {@link ObjectShape shape} plus the
 * values in the slots of that shape.
 */
public final class RegoObject implements RegoValue {
    /** The object without entries. */
    public static final RegoObject EMPTY = new RegoObject(ObjectShape.EMPTY, new RegoValue[0]);

    private final ObjectShape shape;
    private final RegoValue[] values;
    private int hash;
    private int weight;

    private RegoObject(ObjectShape shape, RegoValue[] values) {
        this.shape = shape;
        this.values = values;
    }

    /** The object of {@code shape} with a value for each slot; the array is taken over. */
    public static RegoObject of(ObjectShape shape, RegoValue[] values) {
        if (values.length != shape.size()) {
            throw new IllegalArgumentException("expected " + shape.size() + " values, got " + values.length);
        }
        return values.length == 0 ? EMPTY : new RegoObject(shape, values);
    }

    /** With string keys. */
    public static RegoObject of(Map<String, ? extends RegoValue> entries) {
        Builder builder = new Builder(entries.size());
        entries.forEach((key, value) -> builder.put(RegoString.of(key), value));
        return builder.build();
    }

    public static Builder builder() {
        return new Builder(8);
    }

    public int size() {
        return values.length;
    }

    /** The value of {@code key}, or null. */
    public @Nullable RegoValue get(RegoValue key) {
        int slot = shape.slotOf(key);
        return slot < 0 ? null : values[slot];
    }

    /** The value of the string {@code key}, or null. */
    public @Nullable RegoValue get(String key) {
        return get(RegoString.of(key));
    }

    public boolean containsKey(RegoValue key) {
        return shape.slotOf(key) >= 0;
    }

    /** The key at {@code index} of the order of keys. */
    public RegoValue keyAt(int index) {
        return shape.keyInSlot(shape.slotAt(index));
    }

    /** The value of the key at {@code index} of the order of keys. */
    public RegoValue valueAt(int index) {
        return values[shape.slotAt(index)];
    }

    /** The keys, shared with other objects. */
    public ObjectShape shape() {
        return shape;
    }

    /** The value in {@code slot} of the {@link #shape() shape}. */
    public RegoValue valueInSlot(int slot) {
        return values[slot];
    }

    /** In the order of keys. */
    public void forEach(BiConsumer<? super RegoValue, ? super RegoValue> action) {
        for (int i = 0; i < values.length; i++) {
            action.accept(keyAt(i), valueAt(i));
        }
    }

    /** The keys as a set. */
    public RegoSet keys() {
        RegoSet.Builder keys = RegoSet.builder();
        for (int i = 0; i < values.length; i++) {
            keys.add(shape.keyInSlot(i));
        }
        return keys.build();
    }

    @Override
    public int weight() {
        int result = weight;
        if (result == 0) {
            result = Weights.of(shape, values);
            weight = result;
        }
        return result;
    }

    @Override
    public ValueKind kind() {
        return ValueKind.OBJECT;
    }

    int compareEntries(RegoObject other) {
        int length = Math.min(size(), other.size());
        for (int i = 0; i < length; i++) {
            int keys = keyAt(i).compareTo(other.keyAt(i));
            if (keys != 0) {
                return keys;
            }
            int order = valueAt(i).compareTo(other.valueAt(i));
            if (order != 0) {
                return order;
            }
        }
        return size() - other.size();
    }

    @Override
    @SuppressWarnings(
            "ReferenceEquality") // shapes are shared on purpose; two different ones may still have the same keys
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof RegoObject object) || object.size() != size() || object.hashCode() != hashCode()) {
            return false;
        }
        return object.shape == shape ? Arrays.equals(values, object.values) : sameEntries(object);
    }

    private boolean sameEntries(RegoObject other) {
        for (int slot = 0; slot < values.length; slot++) {
            if (!values[slot].equals(other.get(shape.keyInSlot(slot)))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int result = hash;
        if (result == 0) {
            result = values.length * 31 + 11;
            for (int slot = 0; slot < values.length; slot++) {
                result += HashMix.mix(shape.keyInSlot(slot).hashCode() * 31 + values[slot].hashCode());
            }
            hash = result;
        }
        return result;
    }

    @Override
    public String toString() {
        return ValueText.of(this);
    }

    /** Collects entries. Not for use by several threads, and used once. */
    public static final class Builder {
        private final HashIndex.Growing keys;
        private RegoValue[] values;

        private Builder(int expected) {
            keys = new HashIndex.Growing(expected);
            values = new RegoValue[Math.max(4, expected)];
        }

        /** Adds the entry or replaces the value; the value that was there, or null. */
        public @Nullable RegoValue put(RegoValue key, RegoValue value) {
            Objects.requireNonNull(value, "value");
            int before = keys.count();
            int slot = keys.add(key);
            if (slot < before) {
                RegoValue old = values[slot];
                values[slot] = value;
                return old;
            }
            if (slot == values.length) {
                values = Arrays.copyOf(values, slot * 2);
            }
            values[slot] = value;
            return null;
        }

        /** With a string key. */
        public Builder put(String key, RegoValue value) {
            put(RegoString.of(key), value);
            return this;
        }

        public @Nullable RegoValue get(RegoValue key) {
            int slot = keys.find(key);
            return slot < 0 ? null : values[slot];
        }

        public int size() {
            return keys.count();
        }

        public RegoObject build() {
            int count = keys.count();
            if (count == 0) {
                return EMPTY;
            }
            return new RegoObject(ObjectShape.ofDistinct(keys.toKeys()), Arrays.copyOf(values, count));
        }
    }
}
