package dev.writ.ledger.merkle;

import java.util.List;

/** Arithmetic on positions in a tree. */
final class Bits {
    private Bits() {}

    /** Number of bits that it takes to write the value; 0 for 0. */
    static int length(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(value);
    }

    /** Joins a hash with its siblings, on the right where the bit of the position is 0 and on the left where it is 1. */
    static Hash chain(Hash start, List<Hash> siblings, long position) {
        Hash hash = start;
        for (int i = 0; i < siblings.size(); i++) {
            boolean right = (position >>> i & 1) == 1;
            hash = right ? TreeHash.node(siblings.get(i), hash) : TreeHash.node(hash, siblings.get(i));
        }
        return hash;
    }

    /** Joins a hash with those siblings only that are on its left. */
    static Hash chainLeft(Hash start, List<Hash> siblings, long position) {
        Hash hash = start;
        for (int i = 0; i < siblings.size(); i++) {
            if ((position >>> i & 1) == 1) {
                hash = TreeHash.node(siblings.get(i), hash);
            }
        }
        return hash;
    }
}
