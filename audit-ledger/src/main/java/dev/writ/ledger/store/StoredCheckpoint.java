package dev.writ.ledger.store;

import dev.writ.ledger.merkle.Bytes;

/**
 * A row of {@code ledger_checkpoint}.
 *
 * @param size tree size that the note speaks about
 * @param note the signed note, verbatim
 */
public record StoredCheckpoint(long size, Bytes note) {}
