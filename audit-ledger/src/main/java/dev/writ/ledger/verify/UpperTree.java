package dev.writ.ledger.verify;

import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.GrowingTree;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.tile.TilePath;
import java.util.ArrayList;
import java.util.List;

/** Grows the tree above the leaf tiles from their roots and compares every tile above level 0 as soon as it is complete. */
final class UpperTree {
    private static final int LEVELS = 8;

    private final LogFiles files;
    private final GrowingTree tree;
    private final List<List<Hash>> rows = new ArrayList<>();
    private final List<TilePath> complete = new ArrayList<>();

    /** An empty tree. */
    UpperTree(LogFiles files) {
        this(files, CompactRange.EMPTY, List.of());
    }

    /**
     * A tree that is there already.
     *
     * @param range over the leaf tiles
     * @param started the hashes of the tile at the right edge of each level, from level 1 on
     */
    UpperTree(LogFiles files, CompactRange range, List<List<Hash>> started) {
        this.files = files;
        this.tree = range.grow();
        for (int level = 0; level < LEVELS; level++) {
            rows.add(new ArrayList<>(TilePath.FULL));
        }
        for (int i = 0; i < started.size(); i++) {
            rows.get(i + 1).addAll(started.get(i));
        }
    }

    /** Takes the root of the next leaf tile. */
    void append(Hash subtree) throws FindingException {
        complete.clear();
        tree.append(subtree, this::node);
        for (TilePath path : complete) {
            compare(path);
        }
    }

    /** {@code height} counts from the roots of leaf tiles, which make up the tiles of level 1. */
    private void node(int height, long index, Hash hash) {
        if (height % 8 != 0) {
            return;
        }
        int level = height / 8 + 1;
        List<Hash> row = rows.get(level);
        row.add(hash);
        if (row.size() == TilePath.FULL) {
            complete.add(new TilePath(level, index / TilePath.FULL, TilePath.FULL));
        }
    }

    /** Compares the partial tiles of the right edge. */
    void finish() throws FindingException {
        for (int level = 1; level < LEVELS; level++) {
            int width = rows.get(level).size();
            if (width > 0) {
                compare(new TilePath(level, TilePath.count(level, size()) / TilePath.FULL, width));
            }
        }
    }

    private void compare(TilePath path) throws FindingException {
        List<Hash> computed = rows.get(path.level());
        List<Hash> stored = files.tile(path);
        for (int i = 0; i < path.width(); i++) {
            if (!stored.get(i).equals(computed.get(i))) {
                throw new FindingException(
                        "tile `" + path + "`",
                        "its hash " + i + " is " + stored.get(i).hex() + ", and the entries lead to "
                                + computed.get(i).hex());
            }
        }
        computed.clear();
    }

    /** Number of entries below. */
    long size() {
        return tree.size() * TilePath.FULL;
    }

    /** The root with at most a tile of leaves more. */
    Hash root(List<Hash> more) {
        GrowingTree right = CompactRange.EMPTY.grow();
        more.forEach(right::append);
        if (more.size() == TilePath.FULL) {
            GrowingTree whole = tree.range().grow();
            whole.append(right.range().root());
            return whole.range().root();
        }
        List<Hash> peaks = new ArrayList<>(tree.range().peaks());
        peaks.addAll(right.range().peaks());
        return new CompactRange(size() + more.size(), peaks).root();
    }
}
