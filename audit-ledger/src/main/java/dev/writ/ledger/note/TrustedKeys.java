package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of one log. A checkpoint is believed only if every one of them has signed it: an attacker who breaks one algorithm
 * has broken nothing.
 *
 * @param keys at least one, distinct, all of one name, which is the log's origin
 */
public record TrustedKeys(List<VerifierKey> keys) {
    /**
     * Checks the keys.
     *
     * @throws NoteException if there is none, one is given twice, or their names differ
     */
    public TrustedKeys {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new NoteException("give at least one verifier key");
        }
        Set<String> seen = new HashSet<>();
        for (VerifierKey key : keys) {
            if (!key.name().equals(keys.getFirst().name())) {
                throw new NoteException(
                        "the keys belong to different logs: `" + keys.getFirst().name() + "` and `" + key.name() + "`");
            }
            if (!seen.add(key.text())) {
                throw new NoteException("the key " + key + " is given twice");
            }
        }
    }

    /** Reads vkeys. */
    public static TrustedKeys parse(List<String> vkeys) {
        return new TrustedKeys(vkeys.stream().map(VerifierKey::parse).toList());
    }

    /** The log that these keys sign for. */
    public String origin() {
        return keys.getFirst().name();
    }

    /**
     * Reads a checkpoint and checks its signatures. Lines of keys that are not given here are ignored, as the specification
     * of signed notes asks.
     *
     * @throws NoteException if the note is malformed, speaks of another log, lacks the signature of a given key, or carries a
     *     signature under the name and id of a given key that does not hold
     */
    public SignedCheckpoint verify(Bytes note) {
        SignedCheckpoint signed = SignedCheckpoint.parse(note);
        Checkpoint checkpoint = signed.checkpoint();
        if (!checkpoint.origin().equals(origin())) {
            throw new NoteException(
                    "the checkpoint is of the log `" + checkpoint.origin() + "`, the keys are of `" + origin() + "`");
        }
        verifySignatures(signed);
        return signed;
    }

    /** The verifier keys as text, sorted, each ended by a line feed: what a file of them holds. */
    public String lines() {
        return keys.stream().map(VerifierKey::text).sorted().collect(Collectors.joining("\n", "", "\n"));
    }

    /**
     * Checks the signatures of a note that may speak of something else than the log.
     *
     * @throws NoteException as {@link #verify}
     */
    void verifySignatures(SignedCheckpoint signed) {
        keys.forEach(key -> verify(key, signed));
    }

    private static void verify(VerifierKey key, SignedCheckpoint signed) {
        List<NoteSignature> lines = signed.note().signatures().stream()
                .filter(line -> line.claims(key))
                .toList();
        if (lines.isEmpty()) {
            throw new NoteException("the checkpoint is not signed by the key " + key);
        }
        for (NoteSignature line : lines) {
            if (!SignatureCheck.holds(key, signed.checkpoint(), line.signature())) {
                throw new NoteException("the checkpoint's signature by the key " + key + " does not hold");
            }
        }
    }
}
