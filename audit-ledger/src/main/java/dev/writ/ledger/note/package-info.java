/**
 * Signed notes, verifier keys, checkpoints and proofs as text: C2SP signed-note, tlog-checkpoint, tlog-cosignature (ML-DSA-44)
 * and tlog-proof. Signatures by Bouncy Castle's low-level classes: Ed25519 (RFC 8032) and pure ML-DSA-44 (FIPS 204).
 *
 * <p>Reading is strict: base64 has one form, sizes have no leading zero, no line is ignored. Proved by {@code NoteTest} (the
 * specification's own note and key), {@code CheckpointTest} (golden bytes), {@code TrustedKeysTest}, {@code KeyFileTest} and
 * {@code NoteFuzzTest} (seeds printed), and by {@code src/interop} with the Go tools of other people.
 */
@NullMarked
package dev.writ.ledger.note;

import org.jspecify.annotations.NullMarked;
