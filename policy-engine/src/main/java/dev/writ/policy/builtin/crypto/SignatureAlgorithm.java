package dev.writ.policy.builtin.crypto;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a certificate is signed; {@code number} is how Go counts the algorithms, which policies see. */
enum SignatureAlgorithm {
    UNKNOWN(0, null, ""),
    MD5_RSA(2, null, "1.2.840.113549.1.1.4"),
    SHA1_RSA(3, null, "1.2.840.113549.1.1.5"),
    SHA1_RSA_OIW(3, null, "1.3.14.3.2.29"),
    SHA256_RSA(4, JwsAlgorithm.RS256, "1.2.840.113549.1.1.11"),
    SHA384_RSA(5, JwsAlgorithm.RS384, "1.2.840.113549.1.1.12"),
    SHA512_RSA(6, JwsAlgorithm.RS512, "1.2.840.113549.1.1.13"),
    SHA1_DSA(7, null, "1.2.840.10040.4.3"),
    SHA256_DSA(8, null, "2.16.840.1.101.3.4.3.2"),
    SHA1_ECDSA(9, null, "1.2.840.10045.4.1"),
    SHA256_ECDSA(10, JwsAlgorithm.ES256, "1.2.840.10045.4.3.2"),
    SHA384_ECDSA(11, JwsAlgorithm.ES384, "1.2.840.10045.4.3.3"),
    SHA512_ECDSA(12, JwsAlgorithm.ES512, "1.2.840.10045.4.3.4"),
    SHA256_RSA_PSS(13, JwsAlgorithm.PS256, ""),
    SHA384_RSA_PSS(14, JwsAlgorithm.PS384, ""),
    SHA512_RSA_PSS(15, JwsAlgorithm.PS512, ""),
    ED25519(16, JwsAlgorithm.EDDSA, "1.3.101.112");

    private static final List<Integer> RSA_PSS = List.of(1, 2, 840, 113549, 1, 1, 10);
    private static final List<Integer> MGF1 = List.of(1, 2, 840, 113549, 1, 1, 8);
    private static final Bytes NULL = Bytes.of(new byte[] {5, 0});

    private final int number;
    private final @Nullable JwsAlgorithm verifier;
    private final String oid;

    SignatureAlgorithm(int number, @Nullable JwsAlgorithm verifier, String oid) {
        this.number = number;
        this.verifier = verifier;
        this.oid = oid;
    }

    int number() {
        return number;
    }

    /** What verifies such a signature, or null where nobody should trust one. */
    @Nullable
    JwsAlgorithm verifier() {
        return verifier;
    }

    static SignatureAlgorithm of(AlgorithmId id) {
        if (id.oid().equals(RSA_PSS)) {
            return pss(id.parameters().array());
        }
        String oid = CertificateText.oid(id.oid());
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.oid.equals(oid)) {
                return algorithm == ED25519 && id.parameters().size() > 0 ? UNKNOWN : algorithm;
            }
        }
        return UNKNOWN;
    }

    /** PSS with the same hash in both places and a salt of its length; other combinations are unknown (RFC 4055, 3.1). */
    private static SignatureAlgorithm pss(byte[] parameters) {
        Der content = Der.of(parameters).read(Der.SEQUENCE);
        AlgorithmId hash = content == null ? null : explicit(content, 0);
        AlgorithmId mask = content == null || hash == null ? null : explicit(content, 1);
        Der salt = content == null || mask == null ? null : content.read(Der.CONTEXT_CONSTRUCTED | 2);
        Long saltLength = salt == null ? null : salt.smallInteger(Der.INTEGER);
        if (content == null
                || hash == null
                || mask == null
                || saltLength == null
                || !mask.oid().equals(MGF1)) {
            return UNKNOWN;
        }
        AlgorithmId maskHash = algorithm(Der.of(mask.parameters().array()));
        Der trailer = content.read(Der.CONTEXT_CONSTRUCTED | 3);
        Long trailerField = trailer == null ? Long.valueOf(1) : trailer.smallInteger(Der.INTEGER);
        boolean fits = maskHash != null
                && maskHash.oid().equals(hash.oid())
                && isNullOrAbsent(hash)
                && isNullOrAbsent(maskHash)
                && trailerField != null
                && trailerField == 1;
        return fits ? pss(hash.oid(), saltLength) : UNKNOWN;
    }

    private static SignatureAlgorithm pss(List<Integer> hash, long saltLength) {
        List<Integer> family = List.of(2, 16, 840, 1, 101, 3, 4, 2);
        if (hash.size() != 9 || !hash.subList(0, 8).equals(family)) {
            return UNKNOWN;
        }
        int which = hash.get(8);
        if (which == 1 && saltLength == 32) {
            return SHA256_RSA_PSS;
        }
        if (which == 2 && saltLength == 48) {
            return SHA384_RSA_PSS;
        }
        return which == 3 && saltLength == 64 ? SHA512_RSA_PSS : UNKNOWN;
    }

    private static @Nullable AlgorithmId explicit(Der content, int tag) {
        Der wrapped = content.read(Der.CONTEXT_CONSTRUCTED | tag);
        return wrapped == null ? null : algorithm(wrapped);
    }

    private static @Nullable AlgorithmId algorithm(Der outer) {
        Der content = outer.read(Der.SEQUENCE);
        List<Integer> oid = content == null ? null : content.oid();
        if (content == null || oid == null) {
            return null;
        }
        Der.Element parameters = content.any();
        return new AlgorithmId(oid, parameters == null ? Bytes.EMPTY : parameters.whole());
    }

    private static boolean isNullOrAbsent(AlgorithmId id) {
        return id.parameters().isEmpty() || id.parameters().equals(NULL);
    }
}
