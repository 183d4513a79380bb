package dev.writ.policy.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of values: membership by hash, iteration in order. The order is made when it is first asked for. */
public final class RegoSet implements RegoValue, Iterable<RegoValue> {
    /** The set without elements. */
    public static final RegoSet EMPTY = new RegoSet(new RegoValue[0]);

    /** Its final field makes the contents visible to every thread that sees the object. */
    private static final class Sorted {
        private final RegoValue[] elements;

        private Sorted(RegoValue[] elements) {
            this.elements = elements;
        }
    }

    private final RegoValue[] elements;
    private final int @Nullable [] table;
    private @Nullable Sorted sorted;
    private int hash;
    private int weight;

    private RegoSet(RegoValue[] distinct) {
        this.elements = distinct;
        this.table = HashIndex.build(distinct, distinct.length);
    }

    public static RegoSet of(RegoValue... elements) {
        return of(Arrays.asList(elements));
    }

    /** Of equal elements the first one stays. */
    public static RegoSet of(Collection<? extends RegoValue> elements) {
        Builder builder = new Builder(elements.size());
        elements.forEach(builder::add);
        return builder.build();
    }

    public static Builder builder() {
        return new Builder(8);
    }

    public int size() {
        return elements.length;
    }

    public boolean contains(RegoValue element) {
        return HashIndex.find(elements, elements.length, table, element) >= 0;
    }

    /** The element as it is in the set, or null: an equal number may be written differently. */
    public @Nullable RegoValue find(RegoValue element) {
        int at = HashIndex.find(elements, elements.length, table, element);
        return at < 0 ? null : elements[at];
    }

    /** The element at {@code index} of the order. */
    public RegoValue get(int index) {
        return inOrder()[index];
    }

    /** The elements in order. */
    public List<RegoValue> toList() {
        return List.of(inOrder());
    }

    @Override
    public Iterator<RegoValue> iterator() {
        return Arrays.asList(inOrder()).iterator();
    }

    private RegoValue[] inOrder() {
        Sorted current = sorted;
        if (current == null) {
            RegoValue[] copy = elements.clone();
            Arrays.sort(copy);
            current = new Sorted(copy);
            sorted = current;
        }
        return current.elements;
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
        return ValueKind.SET;
    }

    int compareElements(RegoSet other) {
        return ValueOrder.compare(inOrder(), other.inOrder());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof RegoSet set) || set.size() != size() || set.hashCode() != hashCode()) {
            return false;
        }
        for (RegoValue element : elements) {
            if (!set.contains(element)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int result = hash;
        if (result == 0) {
            result = elements.length * 31 + 7;
            for (RegoValue element : elements) {
                result += HashMix.mix(element.hashCode());
            }
            hash = result;
        }
        return result;
    }

    @Override
    public String toString() {
        return ValueText.of(this);
    }

    /** Collects elements; of equal ones the first stays. Not for use by several threads, and used once. */
    public static final class Builder {
        private final HashIndex.Growing keys;

        private Builder(int expected) {
            keys = new HashIndex.Growing(expected);
        }

        /** True if the element was not there yet. */
        public boolean add(RegoValue element) {
            int before = keys.count();
            keys.add(element);
            return keys.count() != before;
        }

        public int size() {
            return keys.count();
        }

        public boolean contains(RegoValue element) {
            return keys.find(element) >= 0;
        }

        public RegoSet build() {
            return keys.count() == 0 ? EMPTY : new RegoSet(keys.toKeys());
        }
    }
}
