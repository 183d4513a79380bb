package dev.writ.ledger.publish;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.keys.KeyGenerations;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.ProofBuilder;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.pack.EvidencePack;
import dev.writ.ledger.pack.PackedEntry;
import dev.writ.ledger.store.StoredEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Makes evidence packs out of the published log.
 *
 * @param view the log
 * @param fields the payload fields of an entry that are to be disclosed; asked once for each entry that the pack is about
 */
public record PackBuilder(LogView view, Fields fields) {
    /** Where the values beside the log come from. */
    @FunctionalInterface
    public interface Fields {
        /** What is disclosed of an entry; each must fit its commitment, or the pack will not verify. */
        List<PayloadField> of(Entry entry);
    }

    /**
     * Makes a pack.
     *
     * @param about indexes of the entries that it is for
     * @param more indexes of entries that explain those, for example the activation of the policy; entry 0 and all changes of keys are always there
     * @return empty if the published log does not have all of them yet
     */
    public Optional<EvidencePack> pack(SortedSet<Long> about, SortedSet<Long> more) {
        Optional<SignedCheckpoint> head = view.checkpoint();
        SortedSet<Long> all = new TreeSet<>(about);
        all.addAll(more);
        all.add(0L);
        head.ifPresent(signed -> addKeys(all, signed.checkpoint().size()));
        if (head.isEmpty()
                || all.first() < 0
                || all.last() >= head.get().checkpoint().size()) {
            return Optional.empty();
        }
        long size = head.get().checkpoint().size();
        var proofs = new ProofBuilder(new StoreNodes(view.store(), size));
        List<PackedEntry> entries = new ArrayList<>();
        for (long index : all) {
            Bytes bytes = bytes(index);
            List<PayloadField> disclosed = about.contains(index) ? fields.of(Entry.parse(bytes)) : List.of();
            LogProof proof = new LogProof(index, proofs.inclusion(index, size).path(), head.get());
            entries.add(new PackedEntry(bytes, proof.opening(), disclosed));
        }
        return Optional.of(new EvidencePack(head.get().bytes().text(), entries, List.copyOf(about), Map.of()));
    }

    /** Every change of keys, without which the signatures of the head would prove nothing to whoever has older keys. */
    private void addKeys(Collection<Long> all, long size) {
        KeyGenerations.read(view.store()).generations().stream()
                .map(KeyGenerations.Generation::entry)
                .filter(entry -> entry < size)
                .forEach(all::add);
    }

    private Bytes bytes(long index) {
        return view.store().entries(index, index + 1).stream()
                .filter(row -> row.seq() == index)
                .findFirst()
                .map(StoredEntry::bytes)
                .orElseThrow(() -> new ExportException("entry `" + index + "` is missing in the database"));
    }
}
