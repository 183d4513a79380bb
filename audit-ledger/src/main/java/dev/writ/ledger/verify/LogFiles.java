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

/** Reads the files of a log; whatever goes wrong is a finding at that file. Counts tiles and bundles. */
final class LogFiles {
    private final TileSource source;
    private long read;

    LogFiles(TileSource source) {
        this.source = source;
    }

    Bytes text(String name, int limit) throws FindingException {
        return bytes(name, name, limit);
    }

    List<Hash> tile(TilePath path) throws FindingException {
        String place = "tile `" + path + "`";
        Bytes bytes = bytes(place, path.text(), TilePath.FULL * Hash.SIZE);
        read++;
        try {
            return HashTile.decode(path, bytes);
        } catch (TileException e) {
            throw new FindingException(place, problem(e));
        }
    }

    List<Bytes> bundle(TilePath path) throws FindingException {
        String place = "bundle `" + path + "`";
        Bytes bytes = bytes(place, path.text(), EntryBundle.MAX_SIZE);
        read++;
        try {
            return EntryBundle.decode(path, bytes);
        } catch (TileException e) {
            throw new FindingException(place, problem(e));
        }
    }

    long count() {
        return read;
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
