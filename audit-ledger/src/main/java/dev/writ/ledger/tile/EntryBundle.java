package dev.writ.ledger.tile;

import dev.writ.ledger.merkle.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The bytes of an entry bundle: each entry after its length as a big-endian uint16. */
public final class EntryBundle {
    /** Largest bundle in bytes: 256 entries of the largest size. */
    public static final int MAX_SIZE = TilePath.FULL * (2 + 0xffff);

    private EntryBundle() {}

    /**
     * Writes a bundle.
     *
     * @throws TileException if an entry is longer than 65,535 bytes
     */
    public static Bytes encode(List<Bytes> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Bytes entry : entries) {
            if (entry.size() > 0xffff) {
                throw new TileException("an entry of " + entry.size() + " bytes does not fit into a bundle");
            }
            out.write(entry.size() >>> 8);
            out.write(entry.size());
            entry.write(out);
        }
        return Bytes.of(out);
    }

    /**
     * Reads a bundle.
     *
     * @throws TileException if it ends too early, or if anything is left after its last entry
     */
    public static List<Bytes> decode(TilePath path, Bytes bytes) {
        List<Bytes> entries = new ArrayList<>(path.width());
        int at = 0;
        for (int i = 0; i < path.width(); i++) {
            int start = at + 2;
            int end = start > bytes.size() ? start : start + (bytes.at(at) << 8 | bytes.at(at + 1));
            if (end > bytes.size()) {
                throw new TileException(
                        "the bundle `" + path + "` ends within entry `" + (path.index() * TilePath.FULL + i) + "`");
            }
            entries.add(bytes.slice(start, end));
            at = end;
        }
        if (at != bytes.size()) {
            throw new TileException(
                    "the bundle `" + path + "` has " + (bytes.size() - at) + " bytes after its last entry");
        }
        return entries;
    }
}
