package dev.writ.ledger.merkle;

import java.util.ArrayList;
import java.util.List;

/** The recursive definitions of RFC 6962 section 2.1, word for word and slow. */
public final class NaiveTree {
    private NaiveTree() {}

    /** {@code MTH(D)}. */
    public static Hash root(List<Bytes> leaves) {
        int n = leaves.size();
        if (n == 0) {
            return TreeHash.sha256(Bytes.EMPTY);
        }
        if (n == 1) {
            return TreeHash.leaf(leaves.getFirst());
        }
        int k = split(n);
        return TreeHash.node(root(leaves.subList(0, k)), root(leaves.subList(k, n)));
    }

    /** {@code PATH(m, D)}. */
    static List<Hash> path(int m, List<Bytes> leaves) {
        int n = leaves.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        boolean left = m < k;
        List<Hash> path = new ArrayList<>(left ? path(m, leaves.subList(0, k)) : path(m - k, leaves.subList(k, n)));
        path.add(root(left ? leaves.subList(k, n) : leaves.subList(0, k)));
        return path;
    }

    /** {@code SUBPROOF(m, D, b)}. */
    static List<Hash> subproof(int m, List<Bytes> leaves, boolean whole) {
        int n = leaves.size();
        if (m == n) {
            return whole ? List.of() : List.of(root(leaves));
        }
        int k = split(n);
        List<Hash> proof = new ArrayList<>();
        if (m <= k) {
            proof.addAll(subproof(m, leaves.subList(0, k), whole));
            proof.add(root(leaves.subList(k, n)));
        } else {
            proof.addAll(subproof(m - k, leaves.subList(k, n), false));
            proof.add(root(leaves.subList(0, k)));
        }
        return proof;
    }

    private static int split(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }
}
