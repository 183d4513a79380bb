package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * A checkpoint with the note that signs it.
 *
 * @param checkpoint what the text says
 * @param note the note, verbatim
 */
public record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {
    /**
     * Reads a note whose text is a checkpoint; no signature is checked.
     *
     * @throws NoteException if it is not
     */
    public static SignedCheckpoint parse(Bytes bytes) {
        SignedNote note = SignedNote.parse(bytes);
        return new SignedCheckpoint(Checkpoint.parse(note.text()), note);
    }

    /**
     * Signs with every signer.
     *
     * @param seconds POSIX time of signing
     */
    public static SignedCheckpoint sign(Checkpoint checkpoint, List<CheckpointSigner> signers, long seconds) {
        List<NoteSignature> signatures = new ArrayList<>();
        signers.forEach(signer -> signatures.add(signer.signature(checkpoint, seconds)));
        return new SignedCheckpoint(checkpoint, new SignedNote(checkpoint.text(), signatures));
    }

    /** The note as it is stored and served. */
    public Bytes bytes() {
        return note.bytes();
    }
}
