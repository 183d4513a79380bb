package dev.writ.ledger.log;

import dev.writ.ledger.entry.PreparedDraft;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.IdempotencyKey;

/**
 * A draft that goes to the log without the outbox.
 *
 * @param key its idempotency key
 * @param fingerprint what a repeated submission is compared by
 * @param draft what is to be written, prepared by whoever submits it, so that the log's own thread need not
 */
record Submission(IdempotencyKey key, Hash fingerprint, PreparedDraft draft) {}
