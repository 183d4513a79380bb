package dev.writ.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/** Builds proofs by the recursive definitions of RFC 6962 sections 2.1.1 and 2.1.2. */
public final class ProofBuilder {
    private final NodeReader nodes;

    /** A builder over a tree that is at least as large as every size asked for. */
    public ProofBuilder(NodeReader nodes) {
        this.nodes = nodes;
    }

    /**
     * The path from a leaf to the root of the tree of the given size.
     *
     * @throws IllegalArgumentException if the index is not inside the tree
     */
    public InclusionProof inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("the index " + index + " is not inside a tree of size " + size);
        }
        List<Hash> path = new ArrayList<>();
        inclusion(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    private void inclusion(long index, long from, long to, List<Hash> path) {
        if (to - from == 1) {
            return;
        }
        long split = from + split(to - from);
        if (index < split) {
            inclusion(index, from, split, path);
            path.add(root(split, to));
        } else {
            inclusion(index, split, to, path);
            path.add(root(from, split));
        }
    }

    /**
     * The proof that the tree of the second size grew out of the one of the first.
     *
     * @throws IllegalArgumentException if the first size is negative or larger than the second
     */
    public ConsistencyProof consistency(long first, long second) {
        if (first < 0 || first > second) {
            throw new IllegalArgumentException(
                    "a tree of size " + second + " cannot have grown out of one of size " + first);
        }
        List<Hash> path = new ArrayList<>();
        if (first > 0 && first < second) {
            consistency(first, 0, second, true, path);
        }
        return new ConsistencyProof(first, second, path);
    }

    private void consistency(long first, long from, long to, boolean whole, List<Hash> path) {
        if (first == to) {
            if (!whole) {
                path.add(root(from, to));
            }
            return;
        }
        long split = from + split(to - from);
        if (first <= split) {
            consistency(first, from, split, whole, path);
            path.add(root(split, to));
        } else {
            consistency(first, split, to, false, path);
            path.add(root(from, split));
        }
    }

    /** Root over the leaves from (inclusive) and to (exclusive), where {@code from} is aligned as the RFC splits. */
    private Hash root(long from, long to) {
        long width = to - from;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return nodes.node(level, from >>> level);
        }
        long split = from + split(width);
        return TreeHash.node(root(from, split), root(split, to));
    }

    /** The largest power of two below the width. */
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }
}
