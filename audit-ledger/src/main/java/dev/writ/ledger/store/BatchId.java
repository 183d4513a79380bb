package dev.writ.ledger.store;

import java.util.UUID;

/**
 * Names one append transaction, so that a lost answer to its commit can be looked up.
 *
 * @param id random
 */
public record BatchId(UUID id) {}
