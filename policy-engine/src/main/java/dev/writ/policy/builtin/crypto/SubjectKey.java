package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.crypto.Der.Bits;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public key of a subject (RFC 5280, 4.1.2.7).
 *
 * @param algorithm what kind of key it is
 * @param key the key, or null where the algorithm is unknown
 */
record SubjectKey(Algorithm algorithm, @Nullable PublicKey key) {

    /** Kinds of keys; {@code number} is how Go counts them, which policies see. */
    enum Algorithm {
        UNKNOWN(0, ""),
        RSA(1, "1.2.840.113549.1.1.1"),
        DSA(2, "1.2.840.10040.4.1"),
        ECDSA(3, "1.2.840.10045.2.1"),
        ED25519(4, "1.3.101.112"),
        X25519(0, "1.3.101.110");

        private final int number;
        private final String oid;

        Algorithm(int number, String oid) {
            this.number = number;
            this.oid = oid;
        }

        int number() {
            return number;
        }

        static Algorithm of(List<Integer> oid) {
            String text = CertificateText.oid(oid);
            for (Algorithm algorithm : values()) {
                if (algorithm.oid.equals(text)) {
                    return algorithm;
                }
            }
            return UNKNOWN;
        }
    }

    private static final Bytes NULL = Bytes.of(new byte[] {5, 0});

    /**
     * Reads what is in a {@code SubjectPublicKeyInfo}. A key that cannot sign is shown as unknown, as Go does.
     *
     * @throws BuiltinFailure if the key is malformed
     */
    static SubjectKey read(Der info) {
        Der algorithm = info.read(Der.SEQUENCE);
        if (algorithm == null) {
            throw BuiltinFailure.error("x509: malformed public key algorithm identifier");
        }
        AlgorithmId id = AlgorithmId.read(algorithm);
        Bits bits = info.bitString();
        if (bits == null) {
            throw BuiltinFailure.error("x509: malformed subjectPublicKey");
        }
        Algorithm kind = Algorithm.of(id.oid());
        if (kind.number() == 0) {
            return new SubjectKey(Algorithm.UNKNOWN, null);
        }
        return new SubjectKey(kind, key(kind, id, bits.rightAligned()));
    }

    /**
     * The key of a whole {@code SubjectPublicKeyInfo}, as a PEM block {@code PUBLIC KEY} has it.
     *
     * @throws BuiltinFailure if there is no such key
     */
    static PublicKey readWhole(byte[] der) {
        Der input = Der.of(der);
        Der info = input.read(Der.SEQUENCE);
        Der algorithm = info == null ? null : info.read(Der.SEQUENCE);
        AlgorithmId id = algorithm == null ? null : AlgorithmId.read(algorithm);
        Bits bits = info == null || id == null ? null : info.bitString();
        if (id == null || bits == null) {
            throw BuiltinFailure.error(
                    isPkcs1(der)
                            ? "x509: failed to parse public key (use ParsePKCS1PublicKey instead for this key format)"
                            : Asn1.mismatch(der, "publicKeyInfo"));
        }
        if (!input.isEmpty()) {
            throw BuiltinFailure.error("x509: trailing data after ASN.1 of public-key");
        }
        Algorithm kind = Algorithm.of(id.oid());
        if (kind == Algorithm.UNKNOWN) {
            throw BuiltinFailure.error("x509: unknown public key algorithm");
        }
        return key(kind, id, bits.rightAligned());
    }

    private static boolean isPkcs1(byte[] der) {
        Der content = Der.of(der).read(Der.SEQUENCE);
        return content != null && content.integer() != null && content.integer() != null;
    }

    private static PublicKey key(Algorithm kind, AlgorithmId id, byte[] data) {
        return switch (kind) {
            case RSA -> rsa(id, data);
            case ECDSA -> ec(id, data);
            case ED25519 -> {
                requireNoParameters(id, "Ed25519");
                yield new PublicKey.Ed25519(sized(data, "x509: wrong Ed25519 public key size"));
            }
            case X25519 -> {
                requireNoParameters(id, "X25519");
                yield new PublicKey.X25519(sized(data, "crypto/ecdh: invalid public key"));
            }
            case DSA -> dsa(id, data);
            case UNKNOWN -> throw BuiltinFailure.error("x509: unknown public key algorithm");
        };
    }

    private static void requireNoParameters(AlgorithmId id, String name) {
        if (!id.parameters().isEmpty()) {
            throw BuiltinFailure.error("x509: " + name + " key encoded with illegal parameters");
        }
    }

    private static Bytes sized(byte[] data, String problem) {
        if (data.length != 32) {
            throw BuiltinFailure.error(problem);
        }
        return Bytes.of(data);
    }

    private static PublicKey rsa(AlgorithmId id, byte[] data) {
        if (!id.parameters().equals(NULL)) {
            throw BuiltinFailure.error("x509: RSA key missing NULL parameters");
        }
        Der content = Der.of(data).read(Der.SEQUENCE);
        if (content == null) {
            throw BuiltinFailure.error("x509: invalid RSA public key");
        }
        BigInteger n = content.integer();
        if (n == null) {
            throw BuiltinFailure.error("x509: invalid RSA modulus");
        }
        Long e = content.smallInteger(Der.INTEGER);
        if (e == null) {
            throw BuiltinFailure.error("x509: invalid RSA public exponent");
        }
        if (n.signum() <= 0) {
            throw BuiltinFailure.error("x509: RSA modulus is not a positive number");
        }
        if (e <= 0) {
            throw BuiltinFailure.error("x509: RSA public exponent is not a positive number");
        }
        return new PublicKey.Rsa(n, BigInteger.valueOf(e));
    }

    private static PublicKey ec(AlgorithmId id, byte[] data) {
        List<Integer> oid = Der.of(id.parameters().array()).oid();
        if (oid == null) {
            throw BuiltinFailure.error("x509: invalid ECDSA parameters");
        }
        Curve curve = Curve.byOid(oid).orElseThrow(() -> BuiltinFailure.error("x509: unsupported elliptic curve"));
        if (data.length < 1 || data[0] != 4) {
            throw BuiltinFailure.error("ecdsa: invalid uncompressed public key");
        }
        PublicKey.Ec key = curve.uncompressed(data);
        if (key == null) {
            throw BuiltinFailure.error(
                    data.length == 1 + 2 * curve.size()
                            ? curve.label().replace("-", "") + " point not on curve"
                            : "invalid " + curve.label().replace("-", "") + " point encoding");
        }
        return key;
    }

    private static PublicKey dsa(AlgorithmId id, byte[] data) {
        BigInteger y = Der.of(data).integer();
        if (y == null) {
            throw BuiltinFailure.error("x509: invalid DSA public key");
        }
        Der parameters = Der.of(id.parameters().array()).read(Der.SEQUENCE);
        BigInteger p = parameters == null ? null : parameters.integer();
        BigInteger q = parameters == null ? null : parameters.integer();
        BigInteger g = parameters == null ? null : parameters.integer();
        if (p == null || q == null || g == null) {
            throw BuiltinFailure.error("x509: invalid DSA parameters");
        }
        if (y.signum() <= 0 || p.signum() <= 0 || q.signum() <= 0 || g.signum() <= 0) {
            throw BuiltinFailure.error("x509: zero or negative DSA parameter");
        }
        return new PublicKey.Dsa(p, q, g, y);
    }
}
