package dev.writ.api.permit;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.permit.Permit;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A permit that is in the log.
 *
 * @param id of it
 * @param permit what it says, as the log recorded it
 * @param signature over it
 * @param keyid which key signed
 * @param requester id of the principal that asked
 * @param usesLeft how often it may still be redeemed
 * @param revokedAt when it was revoked, if it was
 * @param index of the entry of its issue
 */
record IssuedPermit(
        UUID id,
        Permit permit,
        Bytes signature,
        String keyid,
        String requester,
        long usesLeft,
        Optional<Instant> revokedAt,
        long index) {}
