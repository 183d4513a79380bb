package dev.writ.ledger.log;

import java.io.Serial;

/** The log takes no drafts now; nothing was written. */
public final class LogUnavailableException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final AppendResult.Reason reason;

    /** A refusal. */
    public LogUnavailableException(AppendResult.Unavailable unavailable) {
        super(unavailable.message());
        this.reason = unavailable.reason();
    }

    /** Why. */
    public AppendResult.Reason reason() {
        return reason;
    }
}
