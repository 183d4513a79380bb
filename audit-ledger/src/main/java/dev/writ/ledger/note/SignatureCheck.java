package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;
import java.nio.ByteBuffer;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** Checks one signature of a checkpoint with one key. */
final class SignatureCheck {
    private SignatureCheck() {}

    static boolean holds(VerifierKey key, Checkpoint checkpoint, Bytes signature) {
        if (signature.size() != key.algorithm().signatureSize()) {
            return false;
        }
        try {
            return switch (key.algorithm()) {
                case ED25519 -> ed25519(key, Bytes.utf8(checkpoint.text()), signature);
                case ML_DSA_44 -> mlDsa44(key, checkpoint, signature);
            };
        } catch (IllegalArgumentException notAPoint) {
            return false;
        }
    }

    /** RFC 8032 over the text of a note, or another message. */
    static boolean ed25519(VerifierKey key, Bytes bytes, Bytes signature) {
        byte[] message = bytes.toArray();
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(key.publicKey().toArray()));
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature.toArray());
    }

    private static boolean mlDsa44(VerifierKey key, Checkpoint checkpoint, Bytes signature) {
        ByteBuffer in = signature.buffer();
        long seconds = in.getLong();
        if (seconds < 0) {
            return false;
        }
        byte[] raw = new byte[in.remaining()];
        in.get(raw);
        byte[] message = CosignedMessage.of(key.name(), seconds, checkpoint);
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(
                false,
                new MLDSAPublicKeyParameters(
                        MLDSAParameters.ml_dsa_44, key.publicKey().toArray()));
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(raw);
    }
}
