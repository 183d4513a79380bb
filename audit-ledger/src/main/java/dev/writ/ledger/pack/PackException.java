package dev.writ.ledger.pack;

import java.io.Serial;

/** A file that is no evidence pack, with the place in it that is not as it must be. */
public final class PackException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String place;

    /** A refusal. */
    public PackException(String place, String message) {
        super(message);
        this.place = place;
    }

    /** Where: {@code pack}, {@code checkpoint}, {@code entry `7`}, {@code about} … */
    public String place() {
        return place;
    }
}
