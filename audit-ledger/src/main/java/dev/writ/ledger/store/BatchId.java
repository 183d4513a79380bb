package dev.writ.ledger.store;

import java.util.UUID;

/**
 * Names one append transaction, so that a lost answer to its commit can be looked up.
 *
 * @param id never given twice
 */
public record BatchId(UUID id) {
    /**
     * A new name that sorts by the time it was made at, so that the index of the batches grows at its end only: a version 7
     * UUID (RFC 9562).
     *
     * @param millis milliseconds since the epoch
     */
    public static BatchId at(long millis) {
        UUID random = UUID.randomUUID();
        long high = millis << 16 | 0x7000L | (random.getMostSignificantBits() & 0xfff);
        return new BatchId(new UUID(high, random.getLeastSignificantBits()));
    }
}
