package dev.writ.ledger.permit;

import java.io.Serial;

/** Ends a verification at the first thing that does not hold. */
public final class PermitException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    PermitException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** What kind of thing that is. */
    public Fault fault() {
        return fault;
    }

    /** What it is, in words. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
