package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;

/**
 * Ed25519 (RFC 8032) over bytes that are no note. What is signed has to begin in a way that no checkpoint can, as the encoding of DSSE
 * does: an origin holds no space.
 */
public final class MessageSignature {
    private MessageSignature() {}

    /**
     * Signs.
     *
     * @throws NoteException if the key is of another algorithm
     */
    public static Bytes sign(SecretKey key, Bytes message) {
        if (key.signer() instanceof Signers.Ed25519 signer) {
            return signer.sign(message);
        }
        throw new NoteException("messages are signed with ed25519, not with " + key.publicKey());
    }

    /** Whether a signature is one by the key; false, too, for a key or a signature of another algorithm. */
    public static boolean holds(VerifierKey key, Bytes message, Bytes signature) {
        if (key.algorithm() != Algorithm.ED25519 || signature.size() != Algorithm.ED25519.signatureSize()) {
            return false;
        }
        try {
            return SignatureCheck.ed25519(key, message, signature);
        } catch (IllegalArgumentException notAPoint) {
            return false;
        }
    }
}
