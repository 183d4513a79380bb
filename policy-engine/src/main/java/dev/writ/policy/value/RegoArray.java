package dev.writ.policy.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sequence of values. */
public final class RegoArray implements RegoValue, Iterable<RegoValue> {
    /** The array without elements. */
    public static final RegoArray EMPTY = new RegoArray(new RegoValue[0]);

    private final RegoValue[] elements;
    private int hash;
    private int weight;

    private RegoArray(RegoValue[] elements) {
        this.elements = elements;
    }

    public static RegoArray of(RegoValue... elements) {
        return elements.length == 0 ? EMPTY : new RegoArray(elements.clone());
    }

    public static RegoArray of(Collection<? extends RegoValue> elements) {
        return wrap(elements.toArray(new RegoValue[0]));
    }

    /** Takes the array over; the caller must not touch it again. */
    public static RegoArray wrap(RegoValue[] elements) {
        return elements.length == 0 ? EMPTY : new RegoArray(elements);
    }

    public int size() {
        return elements.length;
    }

    /** The element at {@code index}, from 0. */
    public RegoValue get(int index) {
        return elements[index];
    }

    /** The element that a reference {@code array[key]} finds, or null: the key must be an integer in range. */
    public @Nullable RegoValue find(RegoValue key) {
        if (key instanceof RegoNumber number && number.isIndex()) {
            long index = number.longValue();
            if (index >= 0 && index < elements.length) {
                return elements[(int) index];
            }
        }
        return null;
    }

    /** A view of the elements. */
    public List<RegoValue> toList() {
        return List.of(elements);
    }

    @Override
    public Iterator<RegoValue> iterator() {
        return Arrays.asList(elements).iterator();
    }

    /** The elements from {@code from} (inclusive) to {@code to} (exclusive). */
    public RegoArray slice(int from, int to) {
        return from == 0 && to == elements.length ? this : wrap(Arrays.copyOfRange(elements, from, to));
    }

    @Override
    public int weight() {
        int result = weight;
        if (result == 0) {
            result = Weights.of(elements);
            weight = result;
        }
        return result;
    }

    @Override
    public ValueKind kind() {
        return ValueKind.ARRAY;
    }

    int compareElements(RegoArray other) {
        return ValueOrder.compare(elements, other.elements);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof RegoArray array
                        && hashCode() == array.hashCode()
                        && Arrays.equals(elements, array.elements));
    }

    @Override
    public int hashCode() {
        int result = hash;
        if (result == 0) {
            result = Arrays.hashCode(elements);
            hash = result;
        }
        return result;
    }

    @Override
    public String toString() {
        return ValueText.of(this);
    }
}
