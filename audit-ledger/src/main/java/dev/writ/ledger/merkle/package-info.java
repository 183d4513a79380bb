/**
 * RFC 6962 section 2.1: leaf and node hashing, the compact range of a growing tree, inclusion and consistency proofs and
 * their verification (RFC 9162 sections 2.1.3 and 2.1.4). Pure: no clock, no file, no other package of the ledger.
 *
 * <p>Proved by {@code MerkleVectorsTest} (the vectors of Certificate Transparency) and {@code MerklePropertyTest}
 * (against the recursive definition of the RFC, seeds printed).
 */
@NullMarked
package dev.writ.ledger.merkle;

import org.jspecify.annotations.NullMarked;
