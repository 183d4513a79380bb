package dev.writ.policy.builtin.crypto;

import java.security.MessageDigest;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The algorithms of JSON Web Signatures that OPA knows (RFC 7518, 3.1; RFC 8037, 3.1). */
public enum JwsAlgorithm {
    HS256(Family.HMAC, Hash.SHA256),
    HS384(Family.HMAC, Hash.SHA384),
    HS512(Family.HMAC, Hash.SHA512),
    RS256(Family.RSA, Hash.SHA256),
    RS384(Family.RSA, Hash.SHA384),
    RS512(Family.RSA, Hash.SHA512),
    PS256(Family.RSA_PSS, Hash.SHA256),
    PS384(Family.RSA_PSS, Hash.SHA384),
    PS512(Family.RSA_PSS, Hash.SHA512),
    ES256(Family.ECDSA, Hash.SHA256),
    ES384(Family.ECDSA, Hash.SHA384),
    ES512(Family.ECDSA, Hash.SHA512),
    EDDSA(Family.EDDSA, Hash.SHA512);

    /** Which kind of key an algorithm needs. */
    public enum Family {
        HMAC,
        RSA,
        RSA_PSS,
        ECDSA,
        EDDSA
    }

    private final Family family;
    private final Hash hash;

    JwsAlgorithm(Family family, Hash hash) {
        this.family = family;
        this.hash = hash;
    }

    /** Which kind of key the algorithm needs. */
    public Family family() {
        return family;
    }

    /** The hash function; EdDSA has its own use of it. */
    public Hash hash() {
        return hash;
    }

    /** The algorithm of a name in a header or a key. */
    public static Optional<JwsAlgorithm> named(String name) {
        for (JwsAlgorithm algorithm : values()) {
            if (algorithm == EDDSA ? name.equals("EdDSA") : algorithm.name().equals(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** The message authentication code of a text. */
    public byte[] mac(byte[] secret, byte[] text) {
        return hash.mac(secret, text);
    }

    /** Whether {@code signature} is the code of the text, found out in a time that does not depend on where it differs. */
    public boolean verifyMac(byte[] secret, byte[] text, byte[] signature) {
        return MessageDigest.isEqual(mac(secret, text), signature);
    }

    /**
     * Whether a signature is that of the text. A key of another kind answers false.
     *
     * @param strict whether the salt of PSS must be as long as the hash, and the halves of an ECDSA signature as long as
     *     the coordinates of the key, as RFC 7518 asks
     */
    public boolean verify(PublicKey key, byte[] text, byte[] signature, boolean strict) {
        return switch (key) {
            case PublicKey.Rsa rsa ->
                family == Family.RSA
                        ? Rsa.verifyPkcs1(rsa, hash, hash.of(text), signature)
                        : family == Family.RSA_PSS
                                && Rsa.verifyPss(
                                        rsa, hash, hash.of(text), signature, strict ? hash.size() : Rsa.ANY_SALT);
            case PublicKey.Ec ec ->
                family == Family.ECDSA
                        && (!strict || signature.length == 2 * ec.curve().size())
                        && Ecdsa.verify(ec, hash.of(text), signature);
            case PublicKey.Ed25519 ed ->
                family == Family.EDDSA
                        && signature.length == Ed25519.SIGNATURE_SIZE
                        && Ed25519.verify(signature, 0, ed.bytes().array(), 0, text, 0, text.length);
            case PublicKey.X25519 x25519 -> false;
            case PublicKey.Dsa dsa -> false;
        };
    }
}
