package dev.writ.ledger.merkle;

import java.io.Serial;

/** A proof that does not prove what it should. */
public final class ProofException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A refusal. */
    public ProofException(String message) {
        super(message);
    }
}
