package dev.writ.ledger.keys;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Genesis;
import dev.writ.ledger.entry.KeyChange;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.KeySuccession;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.note.VerifierKey;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerReader;
import dev.writ.ledger.store.RecordedKey;
import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a log over time: those of entry 0, and those of every change since. A change is recorded under an idempotency key that
 * counts, so that it is found without reading the log, and can happen once.
 *
 * @param origin the log
 * @param generations at least one, in the order of the log
 */
public record KeyGenerations(String origin, List<Generation> generations) {
    private static final String PRINCIPAL = "log";

    /**
     * Keys that signed together.
     *
     * @param entry that names them: 0, or a change of keys. Heads of more entries than this index are signed by them
     * @param keys all of them
     */
    public record Generation(long entry, TrustedKeys keys) {}

    /** Copies the list. */
    public KeyGenerations {
        generations = List.copyOf(generations);
    }

    /** Under which key a change is recorded, so that there is one of each number. */
    public static IdempotencyKey change(long number) {
        return new IdempotencyKey(PRINCIPAL, "keys.changed/" + number);
    }

    /**
     * Reads the history of a log that has entry 0.
     *
     * @throws StoreException {@code FATAL} if entry 0 or a change is missing, damaged or not agreed to by all keys; else as the store
     */
    public static KeyGenerations read(LedgerReader store) {
        Genesis genesis = genesis(store);
        List<Generation> found = new ArrayList<>();
        found.add(new Generation(0, TrustedKeys.parse(genesis.keys())));
        Optional<RecordedKey> change = recorded(store, found.size());
        while (change.isPresent()) {
            found.add(generation(store, genesis.origin(), found, change.get().seq()));
            change = recorded(store, found.size());
        }
        return new KeyGenerations(genesis.origin(), found);
    }

    private static Optional<RecordedKey> recorded(LedgerReader store, int number) {
        IdempotencyKey key = change(number);
        return Optional.ofNullable(store.recorded(List.of(key)).get(key));
    }

    private static Genesis genesis(LedgerReader store) {
        try {
            return Genesis.of(entry(store, 0));
        } catch (IllegalArgumentException e) {
            throw damaged(0, e);
        }
    }

    private static Generation generation(LedgerReader store, String origin, List<Generation> before, long seq) {
        try {
            KeyChange change = KeyChange.of(entry(store, seq).draft());
            TrustedKeys after = TrustedKeys.parse(change.keys());
            List<VerifierKey> old = before.getLast().keys().keys();
            new KeySuccession(origin, before.size(), old, after.keys()).verify(Bytes.utf8(change.note()));
            return new Generation(seq, after);
        } catch (IllegalArgumentException e) {
            throw damaged(seq, e);
        }
    }

    private static Entry entry(LedgerReader store, long seq) {
        return store.entries(seq, seq + 1).stream()
                .findFirst()
                .map(row -> Entry.parse(row.bytes()))
                .orElseThrow(() -> new StoreException(
                        Kind.FATAL, "entry `" + seq + "`, which names keys, is missing in the database", null));
    }

    private static StoreException damaged(long seq, IllegalArgumentException e) {
        return new StoreException(Kind.FATAL, "entry `" + seq + "` is damaged in the database: " + e.getMessage(), e);
    }

    /** The newest ones. */
    public Generation current() {
        return generations.getLast();
    }

    /** Those that sign a head of this size. */
    public Generation at(long size) {
        Generation found = generations.getFirst();
        for (Generation generation : generations) {
            if (generation.entry() < size) {
                found = generation;
            }
        }
        return found;
    }

    /**
     * Reads a checkpoint and checks it against the keys that sign heads of its size.
     *
     * @throws NoteException as {@link TrustedKeys#verify}
     */
    public SignedCheckpoint verify(Bytes note) {
        long size = SignedCheckpoint.parse(note).checkpoint().size();
        return at(size).keys().verify(note);
    }

    /** Whether the log ever had the key. */
    public boolean knows(VerifierKey key) {
        return generations.stream().anyMatch(each -> each.keys().keys().contains(key));
    }

    /** The number of the change that would be the next one. */
    public long nextChange() {
        return generations.size();
    }
}
