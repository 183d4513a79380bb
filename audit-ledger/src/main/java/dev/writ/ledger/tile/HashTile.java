package dev.writ.ledger.tile;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a tile: its hashes, one after the other. */
public final class HashTile {
    private HashTile() {}

    /** Writes a tile. */
    public static Bytes encode(List<Hash> hashes) {
        ByteBuffer out = ByteBuffer.allocate(hashes.size() * Hash.SIZE);
        hashes.forEach(hash -> hash.write(out));
        return Bytes.of(out.array());
    }

    /**
     * Reads a tile.
     *
     * @throws TileException unless it has exactly the size of its width
     */
    public static List<Hash> decode(TilePath path, Bytes bytes) {
        checkSize(path, bytes);
        List<Hash> hashes = new ArrayList<>(path.width());
        ByteBuffer in = bytes.buffer();
        while (in.hasRemaining()) {
            hashes.add(Hash.read(in));
        }
        return hashes;
    }

    /**
     * Checks that a tile has the size of its width.
     *
     * @throws TileException if not
     */
    public static void checkSize(TilePath path, Bytes bytes) {
        int expected = path.width() * Hash.SIZE;
        if (bytes.size() != expected) {
            throw new TileException("the tile `" + path + "` has " + bytes.size() + " bytes instead of " + expected);
        }
    }
}
