package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys that a policy gives to verify with: one certificate, one public key, one JWK or a set of them. */
public record VerificationKeys(List<Candidate> keys) {

    /**
     * One key.
     *
     * @param algorithm the algorithm the key is bound to, or empty
     * @param id the key's name, or empty
     * @param publicKey what verifies, or null for a secret
     * @param secret what authenticates, or null for a public key
     * @param isPrivate whether the key was given with its private half
     */
    public record Candidate(
            String algorithm,
            String id,
            @Nullable PublicKey publicKey,
            @Nullable Bytes secret,
            boolean isPrivate) {}

    public VerificationKeys {
        keys = List.copyOf(keys);
    }

    /**
     * Reads keys: PEM if the text has a block, else JSON.
     *
     * @throws BuiltinFailure if there is no usable key
     */
    public static VerificationKeys parse(String text, int maxDepth) {
        Pem pem = new Pem(GoBytes.encode(text));
        Pem.Block block = pem.next();
        if (block != null) {
            return new VerificationKeys(List.of(new Candidate("", "", fromPem(pem, block), null, false)));
        }
        List<Jwk> jwks;
        try {
            jwks = Jwk.parseSet(GoBytes.encode(text), maxDepth);
        } catch (BuiltinFailure e) {
            throw BuiltinFailure.error(
                    "failed to parse a JWK key (set): jwk.ParseString: failed to parse string: " + e.reason());
        }
        List<Candidate> keys = new ArrayList<>();
        for (Jwk given : jwks) {
            Jwk jwk = given.usable();
            if (jwk.algorithm().isEmpty() || JwsAlgorithm.named(jwk.algorithm()).isPresent()) {
                keys.add(new Candidate(
                        jwk.algorithm(), jwk.id(), jwk.publicKey(), jwk.secret(), jwk.privateKey() != null));
            }
        }
        return new VerificationKeys(keys);
    }

    private static PublicKey fromPem(Pem pem, Pem.Block block) {
        if (!pem.atEnd()) {
            throw BuiltinFailure.error("extra data after a PEM certificate block");
        }
        if (block.type().equals("CERTIFICATE")) {
            return ofCertificate(block.bytes().array());
        }
        if (block.type().equals("PUBLIC KEY")) {
            try {
                return SubjectKey.readWhole(block.bytes().array());
            } catch (BuiltinFailure e) {
                throw BuiltinFailure.error("failed to parse a PEM public key: " + e.reason());
            }
        }
        throw BuiltinFailure.error("failed to extract a Key from the PEM certificate");
    }

    private static PublicKey ofCertificate(byte[] der) {
        try {
            PublicKey key = CertificateReader.read(der).subjectKey().key();
            // A certificate with a key of a kind nobody knows verifies nothing, which is no error.
            return key == null ? new PublicKey.X25519(Bytes.EMPTY) : key;
        } catch (BuiltinFailure e) {
            throw BuiltinFailure.error("failed to parse a PEM certificate: " + e.reason());
        }
    }

    /** The first key of that name. */
    public Optional<Candidate> byId(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
