/**
 * The auditor's side: reads a log from files and believes nothing but keys and checkpoints that the caller brings. Shares no
 * code with the writer beyond hashing, entries, notes and tiles.
 *
 * <p>A verification passes only if every given key and every key of entry 0 has signed, the root follows from the entries, every
 * tile says the same, the chain of {@code prev}, sequence numbers and times holds, every entry is canonical, older checkpoints
 * and proofs agree, and no file or byte is left over. Memory does not grow with the log. Proved by {@code LogVerifierTest} (each
 * kind of damage with its exact message) and {@code EveryByteTest} (every byte of a small log flipped, every file cut at every
 * length, entries swapped, heads rolled back).
 */
@NullMarked
package dev.writ.ledger.verify;

import org.jspecify.annotations.NullMarked;
