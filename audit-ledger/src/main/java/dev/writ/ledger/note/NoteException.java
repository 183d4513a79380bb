package dev.writ.ledger.note;

import java.io.Serial;

/** A note, key, checkpoint or proof that is malformed or not signed as it must be. */
public final class NoteException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A refusal. */
    public NoteException(String message) {
        super(message);
    }
}
