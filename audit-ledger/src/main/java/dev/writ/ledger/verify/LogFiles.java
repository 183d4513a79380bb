package dev.writ.ledger.verify;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.tile.EntryBundle;
import dev.writ.ledger.tile.HashTile;
import dev.writ.ledger.tile.TileException;
import dev.writ.ledger.tile.TilePath;
import dev.writ.ledger.tile.TileSource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Reads the files of a log; whatever goes wrong is a finding at that file. Counts tiles and bundles. Safe for use by many threads as
 * far as its source is. */
final class LogFiles {
    private final TileSource source;
    private final LongAdder read = new LongAdder();

    LogFiles(TileSource source) {
        this.source = source;
    }

    Bytes text(String name, int limit) throws FindingException {
        return bytes(name, name, limit);
    }

    List<Hash> tile(TilePath path) throws FindingException {
        return HashTile.decode(path, checkedTile(path));
    }

    /** The bytes of a tile, of which only the number is checked. */
    byte[] tileBytes(TilePath path) throws FindingException {
        return checkedTile(path).toArray();
    }

    private Bytes checkedTile(TilePath path) throws FindingException {
        String place = "tile `" + path + "`";
        Bytes bytes = bytes(place, path.text(), TilePath.FULL * Hash.SIZE);
        read.increment();
        try {
            HashTile.checkSize(path, bytes);
            return bytes;
        } catch (TileException e) {
            throw new FindingException(place, problem(e));
        }
    }

    List<Bytes> bundle(TilePath path) throws FindingException {
        String place = "bundle `" + path + "`";
        Bytes bytes = bytes(place, path.text(), EntryBundle.MAX_SIZE);
        read.increment();
        try {
            return EntryBundle.decode(path, bytes);
        } catch (TileException e) {
            throw new FindingException(place, problem(e));
        }
    }

    long count() {
        return read.sum();
    }

    private Bytes bytes(String place, String name, int limit) throws FindingException {
        try {
            return source.read(name, limit).orElseThrow(() -> new FindingException(place, "the file is missing"));
        } catch (IOException e) {
            throw new FindingException(place, "the file cannot be read: " + problem(e));
        }
    }

    static String problem(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
