package dev.writ.ledger.rooms.merkle;

import dev.writ.ledger.entry.LogId;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;

/** Hashing that knows logs, signs and drags a library in. */
final class NotPure {
    private final LogId log = new LogId("main");

    private final Ed25519Signer signer = new Ed25519Signer();

    @Test
    void nothing() {
        signer.update(log.name().getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, 1);
    }
}
