package dev.writ.ledger.verify;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Genesis;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.note.VerifierKey;
import java.util.List;

/** Checks each entry against the one before it, and entry 0 against the keys. */
final class Chain {
    private final TrustedKeys keys;
    private final SignedCheckpoint signed;
    private final Bytes keysFile;
    private Hash last = Hash.ZERO;
    private Timestamp time = new Timestamp(0);

    Chain(TrustedKeys keys, SignedCheckpoint signed, Bytes keysFile) {
        this.keys = keys;
        this.signed = signed;
        this.keysFile = keysFile;
    }

    void entry(long index, Bytes bytes, Hash leaf) throws FindingException {
        String place = "entry `" + index + "`";
        Entry entry;
        try {
            entry = Entry.parse(bytes);
        } catch (IllegalArgumentException e) {
            throw new FindingException(place, LogFiles.problem(e));
        }
        if (entry.seq() != index) {
            throw new FindingException(place, "it says that it is entry `" + entry.seq() + "`");
        }
        if (!entry.prev().equals(last)) {
            throw new FindingException(
                    place,
                    "its `prev` is " + entry.prev().hex() + ", and the entry before has the leaf hash " + last.hex());
        }
        if (entry.time().compareTo(time) < 0) {
            throw new FindingException(
                    place, "its time " + entry.time() + " is before that of the entry before, " + time);
        }
        if (index == 0) {
            genesis(entry);
        }
        last = leaf;
        time = entry.time();
    }

    private void genesis(Entry entry) throws FindingException {
        try {
            Genesis genesis = Genesis.of(entry);
            Checkpoint head = signed.checkpoint();
            if (!genesis.origin().equals(head.origin())) {
                throw new FindingException("entry `0`", "it is of the log `" + genesis.origin() + "`");
            }
            for (VerifierKey key : keys.keys()) {
                if (!genesis.keys().contains(key.text())) {
                    throw new FindingException("entry `0`", "it does not name the given key " + key);
                }
            }
            othersHaveSigned(genesis.keys());
            keysFile(genesis.keys());
        } catch (NoteException e) {
            throw new FindingException("checkpoint", LogFiles.problem(e));
        } catch (IllegalArgumentException e) {
            throw new FindingException("entry `0`", LogFiles.problem(e));
        }
    }

    /** The given keys have signed, or nobody would be here; so must those that only entry 0 names. */
    private void othersHaveSigned(List<String> vkeys) {
        List<VerifierKey> others = vkeys.stream()
                .map(VerifierKey::parse)
                .filter(key -> !keys.keys().contains(key))
                .toList();
        if (!others.isEmpty()) {
            new TrustedKeys(others).verify(signed.bytes());
        }
    }

    private void keysFile(List<String> expected) throws FindingException {
        if (!keysFile.equals(Bytes.utf8(String.join("\n", expected) + "\n"))) {
            throw new FindingException(
                    "keys", "the file does not hold exactly the keys that entry `0` names, one a line");
        }
    }
}
