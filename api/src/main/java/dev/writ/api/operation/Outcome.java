package dev.writ.api.operation;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import java.util.Optional;

/**
 * What came of a work.
 *
 * @param details what is said of it for as long as the operation is known; nothing personal
 * @param result JSON to be fetched, kept for a shorter time
 */
public record Outcome(Json.Obj details, Optional<Bytes> result) {}
