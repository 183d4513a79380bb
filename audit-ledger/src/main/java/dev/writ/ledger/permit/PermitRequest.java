package dev.writ.ledger.permit;

import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.note.TrustedKeys;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a permit is held against.
 *
 * @param keys keys of the log, every one of which must have signed
 * @param at the moment that it must be valid at
 * @param action what is to be done, such as {@code promote}
 * @param environment the environment that it must be for; any, if empty
 * @param revocations the file with the list of revoked permits; none is looked at, if empty
 * @param artifacts gives the artifacts by the digests of their real bytes; asked once, and only if everything else holds
 */
public record PermitRequest(
        TrustedKeys keys,
        Timestamp at,
        String action,
        Optional<String> environment,
        Optional<Bytes> revocations,
        Supplier<List<Artifact>> artifacts) {
    /**
     * Something whose bytes were hashed.
     *
     * @param name what the caller calls it
     * @param digest SHA-256
     */
    public record Artifact(String name, Hash digest) {}
}
