package dev.writ.ledger.publish;

import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.NodeReader;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.store.LedgerReader;
import dev.writ.ledger.tile.TilePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Perfect subtrees of one tree from the stored hashes, read tile by tile. For one proof; not thread-safe. */
final class StoreNodes implements NodeReader {
    private final LedgerReader store;
    private final long size;
    private final Map<TilePath, List<Hash>> tiles = new HashMap<>();

    StoreNodes(LedgerReader store, long size) {
        this.store = store;
        this.size = size;
    }

    @Override
    public Hash node(int level, long index) {
        int inner = level % 8;
        long first = index << inner;
        TilePath path = TilePath.holding(level / 8, first, size);
        List<Hash> hashes = tiles.computeIfAbsent(path, wanted -> hashes(store, wanted));
        int from = (int) (first % TilePath.FULL);
        return TreeHash.perfect(hashes.subList(from, from + (1 << inner)));
    }

    /** The hashes of a tile. */
    static List<Hash> hashes(LedgerReader store, TilePath path) {
        long from = path.index() * TilePath.FULL;
        long to = from + path.width();
        return path.level() == 0 ? store.leafHashes(from, to) : store.nodes(path.level(), from, to);
    }
}
