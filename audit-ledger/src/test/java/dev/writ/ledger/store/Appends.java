package dev.writ.ledger.store;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.GrowingTree;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Rows for one append, computed the slow and plain way. */
public record Appends(Head from, Head to, BatchId batch, List<StoredEntry> entries, List<StoredNode> nodes) {
    /** Rows that append the given bytes after a head. */
    public static Appends after(Head from, List<Bytes> leaves) {
        GrowingTree tree = from.range().grow();
        List<StoredEntry> entries = new ArrayList<>();
        List<StoredNode> nodes = new ArrayList<>();
        Hash last = from.lastLeaf();
        for (Bytes leaf : leaves) {
            last = TreeHash.leaf(leaf);
            entries.add(new StoredEntry(tree.size(), leaf, last));
            tree.append(last, (level, index, hash) -> {
                if (level > 0 && level % 8 == 0) {
                    nodes.add(new StoredNode(level / 8, index, hash));
                }
            });
        }
        Head to = new Head(tree.range(), last, from.lastTime() + 1);
        return new Appends(from, to, new BatchId(UUID.randomUUID()), entries, nodes);
    }

    /** Does everything but the commit. */
    public void apply(AppendTransaction tx) {
        tx.insertEntries(entries);
        tx.insertNodes(nodes);
        if (!tx.moveHead(from, to, batch)) {
            throw new AssertionError("the head moved although it was locked");
        }
    }

    /** Appends and commits in a transaction of its own. */
    public static Appends run(LedgerStore store, List<Bytes> leaves) {
        try (AppendTransaction tx = store.begin()) {
            Appends appends = after(tx.head(), leaves);
            appends.apply(tx);
            tx.commit();
            return appends;
        }
    }

    /** Short distinct leaves. */
    public static List<Bytes> leaves(String prefix, int count) {
        List<Bytes> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(Bytes.utf8(prefix + i));
        }
        return leaves;
    }
}
