package dev.writ.api.evidence;

import dev.writ.ledger.merkle.Bytes;

/**
 * A key that may sign evidence.
 *
 * @param keyid names the key in envelopes
 * @param id the principal that signs with it and submits what it signed
 * @param publicKey 32 bytes of Ed25519
 */
record Producer(String keyid, String id, Bytes publicKey) {}
