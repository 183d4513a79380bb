package dev.writ.ledger.verify;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.GrowingTree;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.tile.TileException;
import dev.writ.ledger.tile.TilePath;
import dev.writ.ledger.tile.TileSource;
import dev.writ.ledger.tile.VerifiedTiles;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Where a verification goes on from a pinned head: the tree up to the last leaf tile that the pin covers in part, taken from the log's
 * tiles. Whether those are the pinned ones shows as soon as the walk comes to the pin's size, since the root there must be the pin's.
 *
 * @param tree the tree before that leaf tile
 * @param genesis entry 0, proved under the new head
 * @param pinned size of the pinned head
 */
record Resumed(UpperTree tree, Entry genesis, long pinned) {
    static Resumed at(VerificationRequest request, TileSource source, Checkpoint head, LogFiles files)
            throws FindingException {
        long pinned = pinned(request);
        if (pinned > head.size()) {
            throw new FindingException(
                    "checkpoint",
                    "the log has " + head.size() + " entries and the pinned checkpoint knows of " + pinned
                            + ": the log was rolled back");
        }
        try {
            VerifiedTiles tiles = new VerifiedTiles(source, head.size(), head.root());
            long start = (pinned - 1) / TilePath.FULL * TilePath.FULL;
            List<List<Hash>> rows = rows(tiles, start, head.size());
            List<Hash> peaks = new ArrayList<>();
            for (List<Hash> row : rows) {
                GrowingTree part = CompactRange.EMPTY.grow();
                row.forEach(part::append);
                peaks.addAll(0, part.range().peaks());
            }
            CompactRange range = new CompactRange(start / TilePath.FULL, peaks);
            return new Resumed(new UpperTree(files, range, rows), Entry.parse(tiles.entry(0)), pinned);
        } catch (TileException e) {
            throw new FindingException("tiles", LogFiles.problem(e));
        } catch (UncheckedIOException e) {
            throw new FindingException("tiles", "a file cannot be read: " + LogFiles.problem(e));
        } catch (IllegalArgumentException e) {
            throw new FindingException("entry `0`", LogFiles.problem(e));
        }
    }

    /** The size of the newest pinned head. */
    private static long pinned(VerificationRequest request) throws FindingException {
        List<Long> sizes = new ArrayList<>();
        for (Bytes note : request.since()) {
            try {
                sizes.add(request.keys().verify(note).checkpoint().size());
            } catch (NoteException e) {
                throw new FindingException("trusted checkpoint " + (sizes.size() + 1), LogFiles.problem(e));
            }
        }
        long newest = Collections.max(sizes, Comparator.naturalOrder());
        if (newest == 0) {
            throw new FindingException("trusted checkpoint 1", "it is of size 0, so there is nothing to go on from");
        }
        return newest;
    }

    /** The hashes at the right edge of each level from 1 on, in a tree of {@code start} entries. */
    private static List<List<Hash>> rows(VerifiedTiles tiles, long start, long size) {
        List<List<Hash>> rows = new ArrayList<>();
        for (int level = 1; TilePath.count(level, start) > 0; level++) {
            long count = TilePath.count(level, start);
            int width = (int) (count % TilePath.FULL);
            rows.add(
                    width == 0
                            ? List.of()
                            : tiles.tile(TilePath.holding(level, count - 1, size))
                                    .subList(0, width));
        }
        return rows;
    }

    /** Tells a history what is known of the keys before; where the walk begins at entry 0, it sees them itself. */
    void teach(KeyHistory history) throws FindingException {
        if (tree.size() > 0) {
            history.resume(genesis, pinned);
        }
    }
}
