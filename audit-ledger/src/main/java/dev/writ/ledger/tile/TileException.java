package dev.writ.ledger.tile;

import java.io.Serial;

/** A tile or bundle that is not what it should be. */
public final class TileException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A refusal. */
    public TileException(String message) {
        super(message);
    }
}
