package dev.writ.ledger.log;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A log must not be started as it is; the message names what contradicts what, and what an operator can do. */
public final class LogStartException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A refusal. */
    public LogStartException(String message) {
        this(message, null);
    }

    /** A refusal with the error below it. */
    public LogStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
