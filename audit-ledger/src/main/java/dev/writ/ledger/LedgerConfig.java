package dev.writ.ledger;

import dev.writ.ledger.log.LogOptions;
import dev.writ.ledger.merkle.Bytes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a node needs to run a log.
 *
 * @param origin the log's name for the world, {@code <host>/ledger/<log>}; never changes
 * @param folder this node's keys and pin; made if missing, never shared with another process
 * @param trusted a signed checkpoint that takes the place of a missing pin
 * @param clock time of entries and signatures
 * @param random source of new keys
 * @param options limits
 */
public record LedgerConfig(
        String origin,
        Path folder,
        Optional<Bytes> trusted,
        InstantSource clock,
        SecureRandom random,
        LogOptions options) {
    /** A log with the usual limits, the system's clock and no checkpoint in place of a pin. */
    public static LedgerConfig of(String origin, Path folder) {
        return new LedgerConfig(
                origin, folder, Optional.empty(), InstantSource.system(), new SecureRandom(), LogOptions.DEFAULT);
    }
}
