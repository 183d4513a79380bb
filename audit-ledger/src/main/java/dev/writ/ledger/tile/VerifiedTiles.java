package dev.writ.ledger.tile;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.GrowingTree;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.NodeReader;
import dev.writ.ledger.merkle.TreeHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a tree from tiles and believes only what leads to a trusted root. The partial tiles on the right edge are checked
 * together, since they make up the root; every full tile is checked against its hash in the tile above. Keeps the tiles that it
 * has checked; for a few lookups, not for a walk over a log. Not thread-safe.
 */
public final class VerifiedTiles implements NodeReader {
    private final TileSource source;
    private final long size;
    private final Map<TilePath, List<Hash>> checked = new HashMap<>();

    /**
     * Reads and checks the right edge.
     *
     * @param size tree size of a checkpoint that was verified before
     * @param root its root
     * @throws TileException if a tile is missing or does not lead to the root
     * @throws UncheckedIOException if the source fails
     */
    public VerifiedTiles(TileSource source, long size, Hash root) {
        this.source = source;
        this.size = size;
        Hash edge = edge();
        if (!edge.equals(root)) {
            throw new TileException(
                    "the partial tiles lead to the root " + edge.base64() + " instead of " + root.base64());
        }
    }

    /** Joins the peaks of all partial tiles, the rightmost ones (level 0) first. */
    private Hash edge() {
        List<Hash> peaks = new ArrayList<>();
        for (int level = 0; TilePath.count(level, size) > 0; level++) {
            long count = TilePath.count(level, size);
            int width = (int) (count % TilePath.FULL);
            if (width > 0) {
                TilePath path = new TilePath(level, count / TilePath.FULL, width);
                List<Hash> hashes = fetch(path);
                checked.put(path, hashes);
                GrowingTree tree = CompactRange.EMPTY.grow();
                hashes.forEach(tree::append);
                peaks.addAll(tree.range().peaks().reversed());
            }
        }
        return peaks.stream()
                .reduce((right, left) -> TreeHash.node(left, right))
                .orElse(TreeHash.EMPTY_ROOT);
    }

    /**
     * The hashes of a tile of this tree.
     *
     * @throws TileException if it is missing, does not belong to the tree or is wrong
     * @throws UncheckedIOException if the source fails
     */
    public List<Hash> tile(TilePath path) {
        if (path.level() == TilePath.ENTRIES || !path.belongsTo(size)) {
            throw new TileException("a tree of size " + size + " has no tile `" + path + "`");
        }
        List<Hash> known = checked.get(path);
        if (known != null) {
            return known;
        }
        List<Hash> hashes = fetch(path);
        TilePath above = TilePath.holding(path.level() + 1, path.index(), size);
        Hash expected = tile(above).get((int) (path.index() % TilePath.FULL));
        if (!TreeHash.perfect(hashes).equals(expected)) {
            throw new TileException(
                    "the tile `" + path + "` does not have the hash that the tile `" + above + "` gives it");
        }
        checked.put(path, hashes);
        return hashes;
    }

    /**
     * The bytes of an entry.
     *
     * @throws TileException if its bundle is missing or the entry does not have its leaf hash
     * @throws UncheckedIOException if the source fails
     */
    public Bytes entry(long index) {
        if (index < 0 || index >= size) {
            throw new TileException("a tree of size " + size + " has no entry `" + index + "`");
        }
        Hash leaf = node(0, index);
        TilePath path = TilePath.holding(TilePath.ENTRIES, index, size);
        Bytes entry = EntryBundle.decode(path, read(path, EntryBundle.MAX_SIZE)).get((int) (index % TilePath.FULL));
        if (!TreeHash.leaf(entry).equals(leaf)) {
            throw new TileException("entry `" + index + "` does not have the leaf hash that its tile gives it");
        }
        return entry;
    }

    @Override
    public Hash node(int level, long index) {
        int tileLevel = level / 8;
        int inner = level % 8;
        long first = index << inner;
        List<Hash> hashes = tile(TilePath.holding(tileLevel, first, size));
        int from = (int) (first % TilePath.FULL);
        return TreeHash.perfect(hashes.subList(from, from + (1 << inner)));
    }

    private List<Hash> fetch(TilePath path) {
        return HashTile.decode(path, read(path, TilePath.FULL * Hash.SIZE));
    }

    private Bytes read(TilePath path, int limit) {
        try {
            return source.read(path.text(), limit)
                    .orElseThrow(() -> new TileException("the file `" + path + "` is missing"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read `" + path + "`", e);
        }
    }
}
