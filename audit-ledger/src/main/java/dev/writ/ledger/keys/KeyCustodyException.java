package dev.writ.ledger.keys;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Private keys cannot be used or made; the message names the key or its place, and what an operator can do. */
public final class KeyCustodyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A failure with the error below it, if any. */
    public KeyCustodyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
