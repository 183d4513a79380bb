package dev.writ.ledger.merkle;

import java.util.List;

/**
 * Shows that a leaf is in a tree: the siblings on the way from the leaf to the root (RFC 9162 section 2.1.3).
 *
 * @param index position of the leaf, from 0
 * @param size number of leaves of the tree
 * @param path sibling hashes, the leaf's own sibling first
 */
public record InclusionProof(long index, long size, List<Hash> path) {
    /** Copies the path; ranges are checked by {@link #verify}. */
    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Checks the proof.
     *
     * @param leaf leaf hash of the entry
     * @param root root of the tree, from a checkpoint that was verified before
     * @throws ProofException if index and size do not fit, if hashes are missing or left over, or if the root differs
     */
    public void verify(Hash leaf, Hash root) throws ProofException {
        if (index < 0 || index >= size) {
            throw new ProofException("the index " + index + " is not inside a tree of size " + size);
        }
        int inner = Bits.length(index ^ (size - 1));
        int border = Long.bitCount(inner == Long.SIZE ? 0 : index >>> inner);
        if (path.size() != inner + border) {
            throw new ProofException("an inclusion proof for index " + index + " of " + size + " has "
                    + (inner + border) + " hashes, not " + path.size());
        }
        Hash hash = Bits.chain(leaf, path.subList(0, inner), index);
        for (Hash left : path.subList(inner, path.size())) {
            hash = TreeHash.node(left, hash);
        }
        if (!hash.equals(root)) {
            throw new ProofException("the inclusion proof for index " + index + " leads to the root " + hash.base64()
                    + " instead of " + root.base64());
        }
    }
}
