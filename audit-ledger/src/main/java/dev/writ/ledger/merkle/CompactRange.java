package dev.writ.ledger.merkle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A tree of a given size, reduced to what is needed to append to it: the roots of its perfect subtrees, largest first, one
 * for each bit that is set in the size.
 *
 * @param size number of leaves, not negative
 * @param peaks roots of the perfect subtrees from left to right
 */
public record CompactRange(long size, List<Hash> peaks) {
    /** The tree without leaves. */
    public static final CompactRange EMPTY = new CompactRange(0, List.of());

    /**
     * Checks that the number of peaks fits the size.
     *
     * @throws IllegalArgumentException if it does not
     */
    public CompactRange {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has no negative size `" + size + "`");
        }
        peaks = List.copyOf(peaks);
        if (peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a tree of size " + size + " has " + Long.bitCount(size)
                    + " perfect subtrees, not " + peaks.size());
        }
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes do not fit the size
     */
    public static CompactRange of(long size, Bytes bytes) {
        if (size < 0 || bytes.size() != Long.bitCount(size) * Hash.SIZE) {
            throw new IllegalArgumentException("the compact range of a tree of size " + size + " has "
                    + Long.bitCount(Math.max(0, size)) * Hash.SIZE + " bytes, not " + bytes.size());
        }
        ByteBuffer in = bytes.buffer();
        List<Hash> peaks = new ArrayList<>();
        while (in.hasRemaining()) {
            peaks.add(Hash.read(in));
        }
        return new CompactRange(size, peaks);
    }

    /** The peaks, one after the other. */
    public Bytes toBytes() {
        ByteBuffer out = ByteBuffer.allocate(peaks.size() * Hash.SIZE);
        peaks.forEach(peak -> peak.write(out));
        return Bytes.of(out.array());
    }

    /** The RFC 6962 root: peaks joined from right to left. */
    public Hash root() {
        if (peaks.isEmpty()) {
            return TreeHash.EMPTY_ROOT;
        }
        Hash root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = TreeHash.node(peaks.get(i), root);
        }
        return root;
    }

    /** A growing copy of this tree. */
    public GrowingTree grow() {
        return new GrowingTree(this);
    }
}
