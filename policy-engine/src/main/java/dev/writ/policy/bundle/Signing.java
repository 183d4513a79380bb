package dev.writ.policy.bundle;

import dev.writ.policy.value.RegoObject;

/**
 * How a bundle is signed.
 *
 * @param algorithm the algorithm
 * @param key a secret for HS algorithms, and the PEM text of a private key for the others
 * @param keyId what the signature calls the key; empty for nothing
 * @param claims what the signature says besides the files, such as {@code scope}
 */
public record Signing(SignatureAlgorithm algorithm, String key, String keyId, RegoObject claims) {

    /** Without the key. */
    @Override
    public String toString() {
        return "Signing[" + algorithm + ", " + keyId + "]";
    }
}
