package dev.writ.ledger.store;

import dev.writ.ledger.merkle.Hash;

/**
 * A row of {@code ledger_node}: one hash of a tile above level 0. Level 0, the leaf hashes, is in {@code ledger_entry}.
 *
 * @param level tile level, from 1: the subtree has {@code 256^level} leaves
 * @param index position within the level, from 0
 * @param hash root of that subtree
 */
public record StoredNode(int level, long index, Hash hash) {}
