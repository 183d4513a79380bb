package dev.writ.policy.bundle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The algorithms of JSON Web Signatures (RFC 7518, section 3) with which bundles are signed. */
public enum SignatureAlgorithm {
    HS256,
    HS384,
    HS512,
    RS256,
    RS384,
    RS512,
    PS256,
    PS384,
    PS512,
    ES256,
    ES384,
    ES512;

    /** The algorithm of a name, if there is one. */
    public static Optional<SignatureAlgorithm> named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst();
    }

    private boolean isSecret() {
        return name().startsWith("HS");
    }

    private int bits() {
        return Integer.parseInt(name().substring(2));
    }

    /**
     * The signature of some bytes.
     *
     * @param key a secret, or the PEM text of a private key
     * @throws GeneralSecurityException if the key does not fit
     */
    byte[] sign(byte[] message, String key) throws GeneralSecurityException {
        if (isSecret()) {
            return mac(message, key);
        }
        PrivateKey privateKey = PemKeys.privateKey(key);
        Signature signature = signature();
        signature.initSign(privateKey);
        signature.update(message);
        return signature.sign();
    }

    /**
     * Whether a signature is one of these bytes.
     *
     * @param key a secret, or the PEM text of a public key
     * @throws GeneralSecurityException if the key does not fit
     */
    boolean verify(byte[] message, byte[] signed, String key) throws GeneralSecurityException {
        if (isSecret()) {
            return MessageDigest.isEqual(mac(message, key), signed);
        }
        PublicKey publicKey = PemKeys.publicKey(key);
        Signature signature = signature();
        signature.initVerify(publicKey);
        signature.update(message);
        return signature.verify(signed);
    }

    /** Any length of a secret is taken, as OPA does. */
    private byte[] mac(byte[] message, String secret) throws GeneralSecurityException {
        if (secret.isEmpty()) {
            throw new GeneralSecurityException("the secret is empty");
        }
        Mac mac = Mac.getInstance("HmacSHA" + bits());
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
        return mac.doFinal(message);
    }

    private Signature signature() throws GeneralSecurityException {
        return switch (this) {
            case RS256, RS384, RS512 -> Signature.getInstance("SHA" + bits() + "withRSA");
            case ES256, ES384, ES512 -> Signature.getInstance("SHA" + bits() + "withECDSAinP1363Format");
            case PS256, PS384, PS512 -> pss();
            case HS256, HS384, HS512 -> throw new IllegalStateException("no signature but a code");
        };
    }

    private Signature pss() throws GeneralSecurityException {
        String hash = "SHA-" + bits();
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits() / 8, 1));
        return signature;
    }
}
