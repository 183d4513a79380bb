package dev.writ.ledger.dsse;

import java.io.Serial;

/** An envelope or a statement that is malformed; the message names the place by its JSON pointer. */
public final class DsseException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A refusal. */
    public DsseException(String message) {
        super(message);
    }
}
