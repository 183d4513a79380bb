package dev.writ.ledger.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A store could not do what a port promises. */
public final class StoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String reason;

    /** A failure with the error below it, if any. */
    public StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.reason = message;
    }

    /** What the caller may do now. */
    public Kind kind() {
        return kind;
    }

    /** What happened; the message, which is never missing. */
    public String reason() {
        return reason;
    }

    /** The one place that tells the failures apart. */
    public enum Kind {
        /** Nothing of the transaction was persisted, and the same attempt may succeed later: lock timeout, lost connection. */
        RETRYABLE,
        /** The transaction may or may not have been committed. Begin another one and ask it for the batch id. */
        UNKNOWN,
        /** The store contradicts itself or can no longer promise durability: stop appending, tell the operator. */
        FATAL
    }
}
