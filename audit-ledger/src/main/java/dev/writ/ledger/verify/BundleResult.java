package dev.writ.ledger.verify;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Hash;
import java.util.List;
import java.util.Optional;

/**
 * What was found in one bundle, looked at alone.
 *
 * @param first index of its first entry
 * @param leaves leaf hashes, computed from the entries, up to the first bad one
 * @param subtree root over all of them if the bundle is full and good
 * @param prev what the first entry says of the one before
 * @param firstTime time of the first entry
 * @param lastTime time of the last entry
 * @param keys the entries that say which keys sign
 * @param erasures how many entries tell of an erasure
 * @param finding what is wrong, with the entry after {@code leaves} or with the files
 */
record BundleResult(
        long first,
        List<Hash> leaves,
        Optional<Hash> subtree,
        Hash prev,
        Timestamp firstTime,
        Timestamp lastTime,
        List<Entry> keys,
        int erasures,
        Optional<FindingException> finding) {

    static BundleResult unreadable(long first, FindingException finding) {
        var never = new Timestamp(0);
        return new BundleResult(
                first, List.of(), Optional.empty(), Hash.ZERO, never, never, List.of(), 0, Optional.of(finding));
    }

    Hash lastLeaf() {
        return leaves.getLast();
    }
}
