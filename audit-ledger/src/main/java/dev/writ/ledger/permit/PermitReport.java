package dev.writ.ledger.permit;

import dev.writ.ledger.note.Checkpoint;
import java.util.Optional;

/**
 * How a permit came out.
 *
 * @param genuine what it says, if the log proves that it was issued with exactly these words
 * @param finding the first thing that does not hold; empty if everything does
 */
public record PermitReport(Optional<Genuine> genuine, Optional<Finding> finding) {
    /**
     * A permit that was issued.
     *
     * @param permit what it says
     * @param key who signed it
     * @param index of the entry of its issue
     * @param head the head of the log that proves it
     */
    public record Genuine(Permit permit, PermitKey key, long index, Checkpoint head) {}

    /**
     * What does not hold.
     *
     * @param fault what kind of thing
     * @param message what it is
     */
    public record Finding(Fault fault, String message) {}

    /** Whether everything holds. */
    public boolean good() {
        return finding.isEmpty() && genuine.isPresent();
    }
}
