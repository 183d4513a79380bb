package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.TreeHash;
import java.util.ArrayList;
import java.util.List;

/**
 * The agreement of the keys before and the keys after that the latter sign from now on. It has the form of a checkpoint of
 * {@code <origin>#keys}, which can be no log's origin, so that signers which sign nothing but checkpoints can make it: its size is the
 * number of the change, its root {@code SHA-256("writ/keys/v1\n" ‖ each key before ‖ "\n" ‖ … ‖ "\n" ‖ each key after ‖ "\n" …)}.
 *
 * @param origin of the log
 * @param number 1 for the first change of the log
 * @param before the keys that signed until now
 * @param after the keys that sign from now on
 */
public record KeySuccession(String origin, long number, List<VerifierKey> before, List<VerifierKey> after) {
    private static final String PREFIX = "writ/keys/v1\n";

    /**
     * Copies the lists.
     *
     * @throws NoteException if either is empty, or the keys are of another log
     */
    public KeySuccession {
        before = new TrustedKeys(before).keys();
        after = new TrustedKeys(after).keys();
        if (!before.getFirst().name().equals(origin) || !after.getFirst().name().equals(origin)) {
            throw new NoteException("the keys are not of the log `" + origin + "`");
        }
    }

    /** What everybody signs. */
    public Checkpoint statement() {
        String text = PREFIX + new TrustedKeys(before).lines() + "\n" + new TrustedKeys(after).lines();
        return new Checkpoint(origin + "#keys", number, TreeHash.sha256(Bytes.utf8(text)));
    }

    /**
     * Checks that all keys, before and after, have signed exactly this.
     *
     * @throws NoteException if not
     */
    public void verify(Bytes note) {
        SignedCheckpoint signed = SignedCheckpoint.parse(note);
        if (!signed.checkpoint().equals(statement())) {
            throw new NoteException(
                    "the note of the change of keys is about other keys, another log or another change");
        }
        List<VerifierKey> all = new ArrayList<>(before);
        after.stream().filter(key -> !before.contains(key)).forEach(all::add);
        new TrustedKeys(all).verifySignatures(signed);
    }
}
