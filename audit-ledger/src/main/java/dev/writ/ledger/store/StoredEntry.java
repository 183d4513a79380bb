package dev.writ.ledger.store;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;

/**
 * A row of {@code ledger_entry}.
 *
 * @param seq position in the log, from 0
 * @param bytes the canonical bytes, exactly as they were hashed
 * @param leafHash RFC 6962 leaf hash as it was stored; readers that need the truth compute it again
 */
public record StoredEntry(long seq, Bytes bytes, Hash leafHash) {}
