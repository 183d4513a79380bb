package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;

/**
 * A private key as the seed that it is made from, written {@code PRIVATE+KEY+name+hex8(id)+base64(type‖seed)}: for Ed25519 the
 * form of Go's {@code sumdb/note}, for ML-DSA-44 the same with the 32-byte seed of FIPS 204.
 *
 * @param name name of the key
 * @param algorithm signature type
 * @param seed 32 secret bytes
 */
public record SecretKey(String name, Algorithm algorithm, Bytes seed) {
    private static final Pattern FORM =
            Pattern.compile("PRIVATE\\+KEY\\+([^+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+={0,2})");

    /**
     * Checks name and size.
     *
     * @throws NoteException if either does not fit
     */
    public SecretKey {
        VerifierKey.checkName(name);
        if (seed.size() != Algorithm.SEED_SIZE) {
            throw new NoteException(
                    "a private key has a seed of " + Algorithm.SEED_SIZE + " bytes, not " + seed.size());
        }
    }

    /** A fresh key. */
    public static SecretKey generate(String name, Algorithm algorithm, SecureRandom random) {
        byte[] seed = new byte[Algorithm.SEED_SIZE];
        random.nextBytes(seed);
        return new SecretKey(name, algorithm, Bytes.of(seed));
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws NoteException for anything else; the message never holds the secret
     */
    public static SecretKey parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new NoteException("a private key looks like `PRIVATE+KEY+name+0a1b2c3d+base64`, this one does not");
        }
        ByteBuffer data = Base64Text.decode("private key", parts.group(3)).buffer();
        Algorithm algorithm = Algorithm.of(data.get());
        byte[] seed = new byte[data.remaining()];
        data.get(seed);
        SecretKey key = new SecretKey(parts.group(1), algorithm, Bytes.of(seed));
        if (!VerifierKey.hex(key.publicKey().id()).equals(parts.group(2))) {
            throw new NoteException("the private key of `" + key.name() + "` does not have the id that it claims");
        }
        return key;
    }

    /** The one line of a key file, without its line feed. Secret. */
    public String text() {
        return "PRIVATE+KEY+" + name + "+" + VerifierKey.hex(publicKey().id()) + "+"
                + VerifierKey.typed(algorithm, seed);
    }

    /** The public side. */
    public VerifierKey publicKey() {
        byte[] raw = switch (algorithm) {
            case ED25519 -> ed25519().generatePublicKey().getEncoded();
            case ML_DSA_44 -> mlDsa44().getPublicKey();
        };
        return new VerifierKey(name, algorithm, Bytes.of(raw));
    }

    /** A signer that holds this key in memory. */
    public CheckpointSigner signer() {
        return switch (algorithm) {
            case ED25519 -> new Signers.Ed25519(publicKey(), ed25519());
            case ML_DSA_44 -> new Signers.MlDsa44(publicKey(), mlDsa44());
        };
    }

    private Ed25519PrivateKeyParameters ed25519() {
        return new Ed25519PrivateKeyParameters(seed.toArray());
    }

    private MLDSAPrivateKeyParameters mlDsa44() {
        return new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed.toArray());
    }

    @Override
    public String toString() {
        return "SecretKey[" + name + ", " + algorithm.label() + "]";
    }
}
