package dev.writ.ledger.verify;

import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.GrowingTree;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.tile.TilePath;
import java.util.ArrayList;
import java.util.List;

/** Grows the tree from leaf hashes and compares every tile above level 0 as soon as it is complete. */
final class TreeWalk {
    private static final int LEVELS = 8;

    private final LogFiles files;
    private final GrowingTree tree = CompactRange.EMPTY.grow();
    private final List<List<Hash>> rows = new ArrayList<>();
    private final List<TilePath> complete = new ArrayList<>();

    TreeWalk(LogFiles files) {
        this.files = files;
        for (int level = 0; level < LEVELS; level++) {
            rows.add(new ArrayList<>(TilePath.FULL));
        }
    }

    void leaf(Hash leaf) throws FindingException {
        complete.clear();
        tree.append(leaf, this::node);
        for (TilePath path : complete) {
            compare(path);
        }
    }

    private void node(int level, long index, Hash hash) {
        if (level == 0 || level % 8 != 0) {
            return;
        }
        List<Hash> row = rows.get(level / 8);
        row.add(hash);
        if (row.size() == TilePath.FULL) {
            complete.add(new TilePath(level / 8, index / TilePath.FULL, TilePath.FULL));
        }
    }

    /** Compares the partial tiles of the right edge. */
    void finish() throws FindingException {
        for (int level = 1; level < LEVELS; level++) {
            int width = rows.get(level).size();
            if (width > 0) {
                compare(new TilePath(level, TilePath.count(level, tree.size()) / TilePath.FULL, width));
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

    long size() {
        return tree.size();
    }

    Hash root() {
        return tree.range().root();
    }
}
