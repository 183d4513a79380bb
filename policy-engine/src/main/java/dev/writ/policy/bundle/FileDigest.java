package dev.writ.policy.bundle;

import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digest of a file as signatures of bundles have it: of the bytes; and of data documents and manifests, of their value
 * as compact JSON with sorted keys, so that white space does not matter.
 */
final class FileDigest {

    /** The algorithm that OPA signs with. */
    static final String STANDARD = "SHA-256";

    private FileDigest() {}

    /**
     * The digest in hexadecimal.
     *
     * @param algorithm a name of OPA's: {@code MD5}, {@code SHA-1}, {@code SHA-256}, {@code SHA-512-256} …
     * @throws BundleException if there is no such algorithm, or a document cannot be read
     */
    static String of(BundleFile file, String algorithm) {
        byte[] content = file.isData() || file.isManifest()
                ? canonical(file.document(file.isManifest() ? "manifest.json" : file.path()))
                : file.content();
        return HexFormat.of().formatHex(digest(algorithm).digest(content));
    }

    private static byte[] canonical(RegoValue document) {
        return JsonWriter.compact(document).getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest digest(String algorithm) {
        String name = switch (algorithm) {
            case "MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512" -> algorithm;
            case "SHA-512-224" -> "SHA-512/224";
            case "SHA-512-256" -> "SHA-512/256";
            default ->
                throw BundleException.of(
                        "the signatures use the hash `" + algorithm + "`, which is not known",
                        "sign the bundle with " + STANDARD);
        };
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}
