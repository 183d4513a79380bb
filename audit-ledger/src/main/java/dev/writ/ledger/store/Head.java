package dev.writ.ledger.store;

import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.Hash;

/**
 * The end of a log as its head row holds it: enough to append without reading any entry.
 *
 * @param range the tree; its size is the number of entries, its root the root hash
 * @param lastLeaf leaf hash of the newest entry; {@link Hash#ZERO} for an empty log
 * @param lastTime time of the newest entry in milliseconds since the epoch; 0 for an empty log
 */
public record Head(CompactRange range, Hash lastLeaf, long lastTime) {
    /** The head of a log without entries. */
    public static final Head EMPTY = new Head(CompactRange.EMPTY, Hash.ZERO, 0);

    /** Number of entries. */
    public long size() {
        return range.size();
    }

    /** RFC 6962 root over all entries. */
    public Hash root() {
        return range.root();
    }
}
