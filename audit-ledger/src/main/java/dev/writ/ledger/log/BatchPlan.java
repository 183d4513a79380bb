package dev.writ.ledger.log;

import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.PreparedDraft;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.GrowingTree;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.RecordedKey;
import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.store.StoredDraft;
import dev.writ.ledger.store.StoredEntry;
import dev.writ.ledger.store.StoredNode;
import dev.writ.ledger.store.StoredTerm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The rows of one batch: which drafts become entries, and what every key of the batch leads to. A function of the locked head,
 * the drafts (those of the outbox first), the keys that are recorded already and the time.
 *
 * @param from head before
 * @param to head after; equal to {@code from} if no draft became an entry
 * @param entries rows to insert
 * @param terms rows to insert
 * @param nodes rows to insert
 * @param keys rows to insert
 * @param results what every key of the batch leads to, earlier entries included
 */
record BatchPlan(
        Head from,
        Head to,
        List<StoredEntry> entries,
        List<StoredTerm> terms,
        List<StoredNode> nodes,
        List<RecordedKey> keys,
        Map<IdempotencyKey, RecordedKey> results) {

    static BatchPlan of(
            Head head,
            List<StoredDraft> drafts,
            List<Submission> direct,
            Map<IdempotencyKey, RecordedKey> known,
            long now) {
        Builder builder = new Builder(head, Math.max(now, head.lastTime()));
        builder.results.putAll(known);
        drafts.forEach(
                row -> builder.add(row.key(), row.fingerprint(), () -> PreparedDraft.of(parse(row)), row.terms()));
        direct.forEach(one -> builder.add(one.key(), one.fingerprint(), one::draft, Set.of()));
        return builder.plan();
    }

    static BatchPlan genesis(EntryDraft draft, long now) {
        Builder builder = new Builder(Head.EMPTY, now);
        builder.append(PreparedDraft.of(draft), Set.of());
        return builder.plan();
    }

    private static EntryDraft parse(StoredDraft row) {
        try {
            return EntryDraft.parse(row.draft());
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    StoreException.Kind.FATAL,
                    "the outbox row `" + row.id() + "` holds no draft of an entry: " + e.getMessage(),
                    e);
        }
    }

    private static final class Builder {
        private final Head from;
        private final long time;
        private final GrowingTree tree;
        private final List<StoredEntry> entries = new ArrayList<>();
        private final List<StoredTerm> terms = new ArrayList<>();
        private final List<StoredNode> nodes = new ArrayList<>();
        private final List<RecordedKey> keys = new ArrayList<>();
        private final Map<IdempotencyKey, RecordedKey> results = new HashMap<>();
        private Hash last;

        Builder(Head from, long time) {
            this.from = from;
            this.time = time;
            this.tree = from.range().grow();
            this.last = from.lastLeaf();
        }

        void add(IdempotencyKey key, Hash fingerprint, Supplier<PreparedDraft> draft, Set<SearchTerm> more) {
            if (results.containsKey(key)) {
                return;
            }
            StoredEntry entry = append(draft.get(), more);
            RecordedKey recorded = new RecordedKey(key, fingerprint, entry.seq(), entry.leafHash());
            keys.add(recorded);
            results.put(key, recorded);
        }

        StoredEntry append(PreparedDraft draft, Set<SearchTerm> more) {
            long seq = tree.size();
            Bytes bytes = draft.at(seq, last, new Timestamp(time));
            StoredEntry row = new StoredEntry(seq, bytes, TreeHash.leaf(bytes));
            last = row.leafHash();
            entries.add(row);
            draft.terms().forEach(term -> terms.add(new StoredTerm(term, seq)));
            more.stream()
                    .filter(term -> !draft.terms().contains(term))
                    .forEach(term -> terms.add(new StoredTerm(term, seq)));
            tree.append(last, (level, index, hash) -> {
                if (level > 0 && level % 8 == 0) {
                    nodes.add(new StoredNode(level / 8, index, hash));
                }
            });
            return row;
        }

        BatchPlan plan() {
            // in the order of the index that they go into, so that one place of it is changed once
            terms.sort(Comparator.comparing(StoredTerm::term).thenComparingLong(StoredTerm::seq));
            Head to = entries.isEmpty() ? from : new Head(tree.range(), last, time);
            return new BatchPlan(
                    from,
                    to,
                    List.copyOf(entries),
                    List.copyOf(terms),
                    List.copyOf(nodes),
                    List.copyOf(keys),
                    Map.copyOf(results));
        }
    }
}
