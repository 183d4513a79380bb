package dev.writ.ledger.verify;

import java.io.Serial;

/** Ends a verification at the first bad place. */
final class FindingException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    FindingException(String place, String message) {
        super(place + ": " + message);
        this.finding = new Finding(place, message);
    }

    Finding finding() {
        return finding;
    }
}
