package dev.writ.ledger.verify;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Genesis;
import dev.writ.ledger.entry.KeyChange;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.KeySuccession;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Who signs from which entry on: the keys of entry 0 and those of every change. What the caller trusts must be in one of these sets;
 * later sets follow from it since the earlier keys signed for them, earlier ones since the later keys signed the head over all of it.
 */
final class KeyHistory {
    private final TrustedKeys given;
    private final List<Generation> generations = new ArrayList<>();
    private String origin = "";
    private boolean whole = true;
    private long known;

    /** Keys that sign heads of more than {@code from} entries. */
    private record Generation(long from, TrustedKeys keys) {}

    KeyHistory(TrustedKeys given) {
        this.given = given;
    }

    /** Takes an entry; only entry 0 and changes of keys are of interest. */
    void entry(Entry entry) throws FindingException {
        if (entry.seq() == 0) {
            genesis(entry);
        } else if (KeyChange.is(entry.draft()) && entry.seq() >= known) {
            change(entry);
        }
    }

    /**
     * Begins in the middle of the log. If the given keys are of entry 0, all of those sign; else the keys were changed before, and the
     * given ones, which signed the pinned head, are all that is known.
     *
     * @param pinned size of that head; changes before it are behind it
     */
    void resume(Entry genesis, long pinned) throws FindingException {
        genesis(genesis);
        if (!generations.getFirst().keys.keys().containsAll(given.keys())) {
            generations.set(0, new Generation(0, given));
            whole = false;
            known = pinned;
        }
    }

    private void genesis(Entry entry) throws FindingException {
        try {
            Genesis genesis = Genesis.of(entry);
            origin = genesis.origin();
            if (!origin.equals(given.origin())) {
                throw new FindingException("entry `0`", "it is of the log `" + origin + "`");
            }
            generations.add(new Generation(0, TrustedKeys.parse(genesis.keys())));
        } catch (IllegalArgumentException e) {
            throw new FindingException("entry `0`", LogFiles.problem(e));
        }
    }

    private void change(Entry entry) throws FindingException {
        try {
            KeyChange change = KeyChange.of(entry.draft());
            TrustedKeys after = TrustedKeys.parse(change.keys());
            Bytes note = Bytes.utf8(change.note());
            long number = whole
                    ? generations.size()
                    : SignedCheckpoint.parse(note).checkpoint().size();
            List<VerifierKey> before = generations.getLast().keys.keys();
            new KeySuccession(origin, number, before, after.keys()).verify(note);
            generations.add(new Generation(entry.seq(), after));
        } catch (IllegalArgumentException e) {
            throw new FindingException("entry `" + entry.seq() + "`", LogFiles.problem(e));
        }
    }

    /** Checks that every given key is one of the log's, all of one time. */
    void givenBelong() throws FindingException {
        for (Generation generation : generations) {
            if (generation.keys.keys().containsAll(given.keys())) {
                return;
            }
        }
        List<VerifierKey> first = generations.getFirst().keys.keys();
        for (VerifierKey key : given.keys()) {
            if (generations.stream()
                    .noneMatch(generation -> generation.keys.keys().contains(key))) {
                throw new FindingException(
                        "entry `0`",
                        "it does not name the given key " + key
                                + (generations.size() > 1 ? ", nor does any later change of keys" : ""));
            }
        }
        throw new FindingException(
                "entry `0`",
                "the given keys never signed together: give those of one time, for example "
                        + first.stream().map(VerifierKey::toString).toList());
    }

    /**
     * Checks a head with the keys of its time.
     *
     * @throws NoteException if they have not all signed
     */
    void verify(Bytes note, long size) {
        at(size).verify(note);
    }

    /** The keys that sign a head of this size. */
    TrustedKeys at(long size) {
        Generation found = generations.getFirst();
        for (Generation generation : generations) {
            if (generation.from < size) {
                found = generation;
            }
        }
        return found.keys;
    }

    /** How often the keys were changed. */
    int changes() {
        return Math.max(0, generations.size() - 1);
    }
}
