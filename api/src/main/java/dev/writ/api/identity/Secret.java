package dev.writ.api.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes and hashes the secrets that callers present. */
final class Secret {
    /** What every secret of this service begins with. */
    static final String PREFIX = "writ_";

    private static final int BYTES = 32;

    private Secret() {}

    /** A fresh secret: the prefix and 32 random bytes in base64url. */
    static String fresh(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is stored of a secret. */
    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    /** What its holder tells a secret apart by. */
    static String end(String secret) {
        return secret.substring(secret.length() - 4);
    }

    /** Whether the secret is the stored one; takes the same time whatever differs. */
    static boolean matches(byte[] stored, String secret) {
        return MessageDigest.isEqual(stored, hash(secret));
    }
}
