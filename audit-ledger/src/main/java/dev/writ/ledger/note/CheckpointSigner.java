package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;

/**
 * Signs checkpoints with one private key, wherever that key lives. Safe for use by many threads. A signer signs what it is
 * given; that nothing is signed which does not extend what was signed before is its caller's duty.
 */
public interface CheckpointSigner {
    /** The public side. */
    VerifierKey key();

    /**
     * What follows the key id in the signature line.
     *
     * @param checkpoint what is signed
     * @param seconds POSIX time of signing; used by algorithms whose signature carries a time
     */
    Bytes sign(Checkpoint checkpoint, long seconds);

    /** The signature line. */
    default NoteSignature signature(Checkpoint checkpoint, long seconds) {
        return new NoteSignature(key().name(), key().id(), sign(checkpoint, seconds));
    }
}
