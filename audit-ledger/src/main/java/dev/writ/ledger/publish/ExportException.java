package dev.writ.ledger.publish;

import java.io.Serial;

/** A log cannot be exported as asked; there is no export then, not even half of one. */
public final class ExportException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A refusal. */
    public ExportException(String message) {
        super(message);
    }
}
