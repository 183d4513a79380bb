package dev.writ.ledger.publish;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.keys.KeyGenerations;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.ConsistencyProof;
import dev.writ.ledger.merkle.InclusionProof;
import dev.writ.ledger.merkle.ProofBuilder;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.store.LedgerReader;
import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.store.StoreException.Kind;
import dev.writ.ledger.store.StoredEntry;
import dev.writ.ledger.tile.EntryBundle;
import dev.writ.ledger.tile.HashTile;
import dev.writ.ledger.tile.TilePath;
import java.util.List;
import java.util.Optional;

/**
 * A log as others see it: nothing beyond the newest published checkpoint. Reads only; safe for use by many threads.
 *
 * <p>All methods throw {@link StoreException} if the store fails.
 *
 * @param store the log's rows
 */
public record LogView(LedgerReader store) {
    /** The newest checkpoint; empty before the first one is published. */
    public Optional<SignedCheckpoint> checkpoint() {
        return store.checkpoint().map(row -> {
            try {
                return SignedCheckpoint.parse(row.note());
            } catch (NoteException e) {
                throw damaged("the stored checkpoint of size " + row.size(), e);
            }
        });
    }

    /** The verifier keys that sign the newest checkpoint, one a line; empty before there is one. */
    public Optional<Bytes> keys() {
        return store.checkpoint().map(row -> keys(row.size()));
    }

    /** The verifier keys that sign a head of this size, one a line. */
    Bytes keys(long size) {
        return Bytes.utf8(KeyGenerations.read(store).at(size).keys().lines());
    }

    /** All keys that the log ever had, with the entries that name them; empty before there is a checkpoint. */
    public Optional<KeyGenerations> keyHistory() {
        return store.checkpoint().map(_ -> KeyGenerations.read(store));
    }

    private static StoreException damaged(String what, RuntimeException e) {
        return new StoreException(Kind.FATAL, what + " is damaged in the database: " + e.getMessage(), e);
    }

    /**
     * A tile or an entry bundle. A partial one is also given when it has grown since, as long as a checkpoint may have needed
     * it; empty if the published tree has no such tile.
     */
    public Optional<Bytes> tile(TilePath path) {
        long size = publishedSize();
        if (path.index() > size || TilePath.width(path.level(), path.index(), size) < path.width()) {
            return Optional.empty();
        }
        return Optional.of(
                path.level() == TilePath.ENTRIES ? bundle(path) : HashTile.encode(StoreNodes.hashes(store, path)));
    }

    private Bytes bundle(TilePath path) {
        long from = path.index() * TilePath.FULL;
        List<StoredEntry> rows = store.entries(from, from + path.width());
        for (int i = 0; i < path.width(); i++) {
            if (i >= rows.size() || rows.get(i).seq() != from + i) {
                throw new StoreException(Kind.FATAL, "entry `" + (from + i) + "` is missing in the database", null);
            }
        }
        return EntryBundle.encode(rows.stream().map(StoredEntry::bytes).toList());
    }

    /** The proof of one entry under the newest checkpoint; empty if that does not cover it. */
    public Optional<LogProof> proof(long index) {
        return checkpoint()
                .filter(signed -> index >= 0 && index < signed.checkpoint().size())
                .map(signed -> {
                    long size = signed.checkpoint().size();
                    return new LogProof(
                            index,
                            new ProofBuilder(new StoreNodes(store, size))
                                    .inclusion(index, size)
                                    .path(),
                            signed);
                });
    }

    /** The proof of one entry in the tree of a published size; empty if that size is not published or does not cover it. */
    public Optional<InclusionProof> inclusion(long index, long size) {
        if (index < 0 || index >= size || size > publishedSize()) {
            return Optional.empty();
        }
        return Optional.of(new ProofBuilder(new StoreNodes(store, size)).inclusion(index, size));
    }

    /** The proof that one published size grew out of another; empty if the sizes are not in order or not published. */
    public Optional<ConsistencyProof> consistency(long first, long second) {
        if (first < 0 || first > second || second > publishedSize()) {
            return Optional.empty();
        }
        return Optional.of(new ProofBuilder(new StoreNodes(store, second)).consistency(first, second));
    }

    /**
     * The position of the first published entry that is not older than a moment; the published size if there is none. Times never fall,
     * so a range of time is a range of positions, found by reading a few entries.
     */
    public long firstAt(Timestamp moment) {
        long low = 0;
        long high = publishedSize();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (time(middle).compareTo(moment) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Timestamp time(long index) {
        return store.entries(index, index + 1).stream()
                .findFirst()
                .map(row -> {
                    try {
                        return Entry.parse(row.bytes()).time();
                    } catch (IllegalArgumentException e) {
                        throw damaged("entry `" + index + "`", e);
                    }
                })
                .orElseThrow(
                        () -> new StoreException(Kind.FATAL, "entry `" + index + "` is missing in the database", null));
    }

    /** How many entries the newest checkpoint covers. */
    public long publishedSize() {
        return checkpoint().map(signed -> signed.checkpoint().size()).orElse(0L);
    }
}
