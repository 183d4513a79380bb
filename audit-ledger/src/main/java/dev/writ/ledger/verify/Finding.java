package dev.writ.ledger.verify;

/**
 * The first bad place of a log.
 *
 * @param place where: {@code entry `7`}, {@code tile `tile/0/000`}, {@code checkpoint}, {@code keys} …
 * @param message what is wrong there
 */
public record Finding(String place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
