package dev.writ.ledger.merkle;

import java.util.List;

/**
 * Shows that a tree grew out of a smaller one by appending only (RFC 9162 section 2.1.4).
 *
 * @param first size of the smaller tree
 * @param second size of the larger tree
 * @param path hashes in the order of the RFC
 */
public record ConsistencyProof(long first, long second, List<Hash> path) {
    /** Copies the path; ranges are checked by {@link #verify}. */
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Checks the proof. From the empty tree and between equal sizes the path must be empty.
     *
     * @param firstRoot root of the smaller tree, trusted
     * @param secondRoot root of the larger tree, from a checkpoint that was verified before
     * @throws ProofException if the sizes do not fit, if hashes are missing or left over, or if a root differs
     */
    public void verify(Hash firstRoot, Hash secondRoot) throws ProofException {
        if (first < 0 || second < first) {
            throw new ProofException("a tree of size " + second + " cannot have grown out of one of size " + first);
        }
        if (first == 0 || first == second) {
            verifyTrivial(firstRoot, secondRoot);
        } else {
            verifyPath(firstRoot, secondRoot);
        }
    }

    private void verifyTrivial(Hash firstRoot, Hash secondRoot) throws ProofException {
        requireLength(0);
        if (first == 0 && !firstRoot.equals(TreeHash.EMPTY_ROOT)) {
            throw new ProofException("a tree of size 0 has the root " + TreeHash.EMPTY_ROOT.base64());
        }
        if (first == second && !firstRoot.equals(secondRoot)) {
            throw new ProofException("two trees of size " + first + " have different roots: " + firstRoot.base64()
                    + " and " + secondRoot.base64());
        }
    }

    private void verifyPath(Hash firstRoot, Hash secondRoot) throws ProofException {
        int shift = Long.numberOfTrailingZeros(first);
        int upper = Bits.length((first - 1) ^ (second - 1));
        int inner = upper - shift;
        int border = Long.bitCount(upper == Long.SIZE ? 0 : (first - 1) >>> upper);
        int seeds = first == 1L << shift ? 0 : 1;
        requireLength(seeds + inner + border);
        Hash seed = seeds == 0 ? firstRoot : path.getFirst();
        long position = (first - 1) >>> shift;
        List<Hash> side = path.subList(seeds, seeds + inner);
        Hash one = Bits.chainLeft(seed, side, position);
        Hash two = Bits.chain(seed, side, position);
        for (Hash left : path.subList(seeds + inner, path.size())) {
            one = TreeHash.node(left, one);
            two = TreeHash.node(left, two);
        }
        requireRoot(first, one, firstRoot);
        requireRoot(second, two, secondRoot);
    }

    private void requireLength(int expected) throws ProofException {
        if (path.size() != expected) {
            throw new ProofException("a consistency proof from " + first + " to " + second + " has " + expected
                    + " hashes, not " + path.size());
        }
    }

    private static void requireRoot(long size, Hash computed, Hash expected) throws ProofException {
        if (!computed.equals(expected)) {
            throw new ProofException("the consistency proof leads to the root " + computed.base64() + " at size " + size
                    + " instead of " + expected.base64());
        }
    }
}
