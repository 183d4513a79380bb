package dev.writ.ledger.log;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.keys.KeyGenerations;
import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.GrowingTree;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.LedgerReader;
import dev.writ.ledger.store.StoredEntry;
import java.util.ArrayList;
import java.util.List;

/** What a start checks before anything is appended or signed: that head, newest entry, tree, genesis and pin agree. */
final class Recovery {
    private final LedgerReader store;

    Recovery(LedgerReader store) {
        this.store = store;
    }

    /**
     * Checks the head row against the rows that it speaks about. Other nodes may append meanwhile: the head that is returned
     * is one that the log had.
     *
     * @throws LogStartException naming the contradiction
     */
    Head checkHead() {
        Head head =
                store.head().orElseThrow(() -> new LogStartException("the log `" + store.log() + "` has no head row"));
        long size = head.size();
        if (!store.entries(size, size + 1).isEmpty() && newestSize() <= size) {
            throw new LogStartException("the head row says " + size + " entries and entry `" + size
                    + "` exists: the head row was rolled back, restore the database");
        }
        if (size > 0) {
            checkNewest(head, entry(size - 1));
            CompactRange stored = range(size);
            if (!stored.equals(head.range())) {
                throw new LogStartException("the head row says the root "
                        + head.root().base64() + " at size " + size + " and the stored hashes lead to "
                        + stored.root().base64() + ", restore the database");
            }
        }
        return head;
    }

    /** Read after an entry was seen, it is greater than the entry's index: both are written in one transaction. */
    private long newestSize() {
        return store.head().orElse(Head.EMPTY).size();
    }

    private static void checkNewest(Head head, StoredEntry newest) {
        Entry entry = parse(newest);
        boolean same = entry.leafHash().equals(head.lastLeaf())
                && newest.leafHash().equals(head.lastLeaf())
                && entry.seq() == newest.seq()
                && entry.time().millis() == head.lastTime();
        if (!same) {
            throw new LogStartException("entry `" + newest.seq()
                    + "` is not the one that the head row speaks about: one of them was changed, restore the database");
        }
    }

    /**
     * Checks that the log is the one that this node has origin and keys for.
     *
     * @return the keys that the log had, of which the newest are those of this node
     * @throws LogStartException naming what differs
     */
    KeyGenerations checkKeys(TrustedKeys here) {
        entry(0);
        KeyGenerations history = LogStarter.history(store);
        if (!history.origin().equals(here.origin())) {
            throw new LogStartException("the log was made as `" + history.origin() + "` and this node is set up as `"
                    + here.origin() + "`, correct the public host name");
        }
        KeyGenerations.Generation now = history.current();
        if (!now.keys().lines().equals(here.lines())) {
            throw new LogStartException("the keys of this node are not those in entry `" + now.entry()
                    + "`, copy the key files of the log here");
        }
        return history;
    }

    /**
     * Checks that the stored tree contains the pinned head.
     *
     * @return the tree as it was at the pinned size
     * @throws LogStartException naming both heads
     */
    CompactRange checkPin(Checkpoint pin, Head head, String place) {
        if (pin.size() > head.size()) {
            throw new LogStartException("the database holds " + head.size() + " entries with root "
                    + head.root().base64() + ", and " + place + " knows " + pin.size() + " with root "
                    + pin.root().base64() + ": the database was rolled back, restore the newer one");
        }
        CompactRange range = range(pin.size());
        if (!range.root().equals(pin.root())) {
            throw new LogStartException("the database has the root "
                    + range.root().base64() + " at size " + pin.size()
                    + ", and " + place + " knows " + pin.root().base64() + ": they are different logs or entries were"
                    + " changed, run a verification and restore the database");
        }
        return range;
    }

    /** The tree at a size, from the stored hashes: tile levels from the top, leaf hashes last. */
    CompactRange range(long size) {
        List<Hash> peaks = new ArrayList<>();
        for (int level = 7; level >= 0; level--) {
            long count = size >>> (8 * level);
            long from = count & ~0xffL;
            List<Hash> hashes = level == 0 ? store.leafHashes(from, count) : store.nodes(level, from, count);
            GrowingTree tree = CompactRange.EMPTY.grow();
            hashes.forEach(tree::append);
            peaks.addAll(tree.range().peaks());
        }
        return new CompactRange(size, peaks);
    }

    private StoredEntry entry(long seq) {
        List<StoredEntry> rows = store.entries(seq, seq + 1);
        if (rows.isEmpty()) {
            throw new LogStartException("entry `" + seq + "` is missing, restore the database");
        }
        StoredEntry row = rows.getFirst();
        if (!TreeHash.leaf(row.bytes()).equals(row.leafHash())) {
            throw new LogStartException("the bytes of entry `" + seq
                    + "` do not have its leaf hash: they were changed, restore the database");
        }
        return row;
    }

    private static Entry parse(StoredEntry row) {
        try {
            return Entry.parse(row.bytes());
        } catch (IllegalArgumentException e) {
            throw new LogStartException("entry `" + row.seq() + "` is damaged: " + e.getMessage(), e);
        }
    }
}
