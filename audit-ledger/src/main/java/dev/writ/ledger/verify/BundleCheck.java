package dev.writ.ledger.verify;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.EntryScan;
import dev.writ.ledger.entry.Erasure;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHasher;
import dev.writ.ledger.tile.TilePath;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks one bundle against its tile and, entry by entry, against itself: form, number, chain and time. Needs nothing of the bundle
 * before, so that bundles are checked side by side; where two meet is checked by {@link LogWalk}. For one bundle.
 */
final class BundleCheck {
    private final LogFiles files;
    private final long first;
    private final TilePath leavesPath;
    private final TilePath bundlePath;
    private final TreeHasher hasher = new TreeHasher();
    private final List<Hash> leaves = new ArrayList<>(TilePath.FULL);
    private final List<Entry> keys = new ArrayList<>();
    private Hash firstPrev = Hash.ZERO;
    private Timestamp firstTime = new Timestamp(0);
    private Hash last = Hash.ZERO;
    private long lastMillis;
    private int erasures;

    BundleCheck(LogFiles files, long first, long size) {
        this.files = files;
        this.first = first;
        this.leavesPath = TilePath.holding(0, first, size);
        this.bundlePath = TilePath.holding(TilePath.ENTRIES, first, size);
    }

    BundleResult run() {
        byte[] tile;
        List<Bytes> bundle;
        try {
            bundle = files.bundle(bundlePath);
            tile = files.tileBytes(leavesPath);
        } catch (FindingException e) {
            return BundleResult.unreadable(first, e);
        }
        Optional<FindingException> finding = Optional.empty();
        try {
            ByteBuffer expected = ByteBuffer.wrap(tile);
            for (int i = 0; i < bundle.size(); i++) {
                entry(first + i, bundle.get(i), Hash.read(expected));
            }
        } catch (FindingException e) {
            finding = Optional.of(e);
        }
        boolean full = finding.isEmpty() && bundle.size() == TilePath.FULL;
        return new BundleResult(
                first,
                leaves,
                full ? Optional.of(hasher.perfect(tile, TilePath.FULL)) : Optional.empty(),
                firstPrev,
                firstTime,
                new Timestamp(lastMillis),
                keys,
                erasures,
                finding);
    }

    private void entry(long index, Bytes bytes, Hash expected) throws FindingException {
        Hash leaf = bytes.leaf(hasher);
        if (!leaf.equals(expected)) {
            throw new FindingException(
                    "entry `" + index + "`",
                    "its bytes have the leaf hash " + leaf.hex() + ", and the tile `" + leavesPath + "` says "
                            + expected.hex());
        }
        EntryScan.Head head = head(index, bytes);
        if (head.seq() != index) {
            throw new FindingException("entry `" + index + "`", "it says that it is entry `" + head.seq() + "`");
        }
        if (leaves.isEmpty()) {
            firstPrev = head.prev();
            firstTime = new Timestamp(head.millis());
        } else {
            Links.check(index, head.prev(), last, head.millis(), lastMillis);
        }
        last = leaf;
        lastMillis = head.millis();
        leaves.add(leaf);
    }

    private EntryScan.Head head(long index, Bytes bytes) throws FindingException {
        try {
            EntryScan.Head head = EntryScan.read(bytes);
            if (index == 0 || head.changesKeys()) {
                keys.add(Entry.parse(bytes));
            }
            if (head.erases()) {
                Erasure.of(Entry.parse(bytes));
                erasures++;
            }
            return head;
        } catch (IllegalArgumentException e) {
            throw new FindingException("entry `" + index + "`", LogFiles.problem(e));
        }
    }
}
