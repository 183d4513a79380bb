package dev.writ.ledger.entry;

import java.io.Serial;

/** Bytes or members that cannot be an entry. */
public final class EntryException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** A refusal. */
    public EntryException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What kind of refusal. */
    public Kind kind() {
        return kind;
    }

    /** Why an entry is refused. */
    public enum Kind {
        /** Beyond a limit: bytes, digests or payload fields. */
        TOO_LARGE,
        /** Not of the form of an entry. */
        MALFORMED
    }
}
