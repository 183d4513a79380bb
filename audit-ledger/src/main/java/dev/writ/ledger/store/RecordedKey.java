package dev.writ.ledger.store;

import dev.writ.ledger.merkle.Hash;

/**
 * What an idempotency key led to.
 *
 * @param key names the submission
 * @param fingerprint of the submission that made the entry: the digest of its draft, or, where a draft holds fresh salts,
 *     a digest that the submitter computes over what the caller sent; another fingerprint under the same key is a conflict
 * @param seq position of the entry
 * @param leafHash leaf hash of the entry
 */
public record RecordedKey(IdempotencyKey key, Hash fingerprint, long seq, Hash leafHash) {}
