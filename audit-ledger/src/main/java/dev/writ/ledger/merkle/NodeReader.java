package dev.writ.ledger.merkle;

/** Gives the roots of perfect subtrees of one tree. */
@FunctionalInterface
public interface NodeReader {
    /**
     * Root of the subtree over the leaves from {@code index · 2^level} to {@code (index + 1) · 2^level}, all of which are in
     * the tree.
     */
    Hash node(int level, long index);
}
