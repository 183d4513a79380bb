/**
 * One leaf of the log: canonical bytes by RFC 8785, strict reading, drafts, salted commitments and the genesis entry.
 *
 * <p>Every entry has exactly one byte form; reading refuses every other one. Proved by {@code CanonicalJsonTest} (the
 * vectors of RFC 8785 appendix B), {@code EntryTest} (golden bytes, limits) and {@code EntryFuzzTest} (seeds printed).
 */
@NullMarked
package dev.writ.ledger.entry;

import org.jspecify.annotations.NullMarked;
