package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;
import java.nio.ByteBuffer;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** Signers over keys in memory. Both are deterministic: the same checkpoint and time give the same bytes. */
final class Signers {
    private Signers() {}

    /** RFC 8032 over the text of the note, or another message. */
    record Ed25519(VerifierKey key, Ed25519PrivateKeyParameters secret) implements CheckpointSigner {
        @Override
        public Bytes sign(Checkpoint checkpoint, long seconds) {
            return sign(Bytes.utf8(checkpoint.text()));
        }

        Bytes sign(Bytes bytes) {
            byte[] message = bytes.toArray();
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(true, secret);
            signer.update(message, 0, message.length);
            return Bytes.of(signer.generateSignature());
        }
    }

    /** FIPS 204, pure and with an empty context, over the cosigned message. */
    record MlDsa44(VerifierKey key, MLDSAPrivateKeyParameters secret) implements CheckpointSigner {
        @Override
        public Bytes sign(Checkpoint checkpoint, long seconds) {
            byte[] message = CosignedMessage.of(key.name(), seconds, checkpoint);
            MLDSASigner signer = new MLDSASigner();
            signer.init(true, secret);
            signer.update(message, 0, message.length);
            try {
                byte[] signature = signer.generateSignature();
                return Bytes.of(ByteBuffer.allocate(Long.BYTES + signature.length)
                        .putLong(seconds)
                        .put(signature)
                        .array());
            } catch (CryptoException e) {
                throw new IllegalStateException("ml-dsa-44 signing failed", e);
            }
        }
    }
}
