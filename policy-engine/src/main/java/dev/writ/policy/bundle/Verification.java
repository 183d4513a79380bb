package dev.writ.policy.bundle;

import java.util.List;

/** What is done about the signatures of bundles ({@code .signatures.json}). */
public sealed interface Verification {

    /** Nothing: signatures are not looked at. */
    Verification SKIPPED = new Skipped();

    /** A signed bundle is refused, because nobody gave a key. */
    Verification UNKEYED = new Unkeyed();

    /** Signatures are not looked at. */
    record Skipped() implements Verification {}

    /** A signed bundle is refused, one without signatures is taken. */
    record Unkeyed() implements Verification {}

    /**
     * Every bundle must be signed with a key, and every file must be as it was signed.
     *
     * @param keyId the name under which the key is known; a signature that names another is refused only if this is empty
     * @param algorithm the algorithm that the signature must use
     * @param key a secret for HS algorithms, and the PEM text of a public key or certificate for the others
     * @param scope what the signature must say its scope is; empty for none
     * @param exclude patterns of paths that are not verified
     */
    record Keyed(String keyId, SignatureAlgorithm algorithm, String key, String scope, List<String> exclude)
            implements Verification {
        public Keyed {
            exclude = List.copyOf(exclude);
        }

        /** Without the key, which may be a secret. */
        @Override
        public String toString() {
            return "Keyed[" + keyId + ", " + algorithm + "]";
        }
    }
}
