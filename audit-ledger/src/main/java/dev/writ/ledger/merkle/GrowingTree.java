package dev.writ.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree that takes one leaf after the other and keeps only its compact range: memory grows with the logarithm of the size.
 * Not thread-safe.
 */
public final class GrowingTree {
    private final List<Hash> peaks;
    private long size;

    GrowingTree(CompactRange start) {
        this.peaks = new ArrayList<>(start.peaks());
        this.size = start.size();
    }

    /** Appends a leaf and forgets the subtrees that it completes. */
    public void append(Hash leaf) {
        append(leaf, (level, index, hash) -> {});
    }

    /** Appends a leaf and reports every perfect subtree that it completes, smallest first, the leaf itself included. */
    public void append(Hash leaf, NodeSink sink) {
        Hash node = leaf;
        int level = 0;
        sink.node(0, size, node);
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            node = TreeHash.node(peaks.removeLast(), node);
            level++;
            sink.node(level, size >> level, node);
        }
        peaks.add(node);
        size++;
    }

    /** Number of leaves so far. */
    public long size() {
        return size;
    }

    /** The tree as it is now. */
    public CompactRange range() {
        return new CompactRange(size, peaks);
    }

    /** Receives perfect subtrees. */
    @FunctionalInterface
    public interface NodeSink {
        /**
         * A subtree over the leaves from {@code index · 2^level} to {@code (index + 1) · 2^level}.
         *
         * @param level height of the subtree; 0 is a leaf
         * @param index position among the subtrees of that height
         * @param hash its root
         */
        void node(int level, long index, Hash hash);
    }
}
