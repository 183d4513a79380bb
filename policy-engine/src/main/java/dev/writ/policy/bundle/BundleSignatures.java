package dev.writ.policy.bundle;

import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The signatures of a bundle, as OPA writes and reads them: {@code .signatures.json} has one JSON Web Token, whose payload
 * lists the digest of every file. Proof: {@code OpaBundlesTest} of the command line.
 */
public final class BundleSignatures {

    /** The name of the file. */
    public static final String FILE = ".signatures.json";

    private static final String PLUGIN = "_default";

    private BundleSignatures() {}

    /** A file that the payload lists. */
    private record Signed(String hash, String algorithm) {}

    /** A signed payload. */
    private record Payload(RegoObject claims, Map<String, Signed> files) {}

    /**
     * The content of {@code .signatures.json} for some files.
     *
     * @throws BundleException if the key does not fit the algorithm
     */
    public static byte[] sign(List<BundleFile> files, Signing signing) {
        SequencedMap<String, BundleFile> named = new LinkedHashMap<>();
        files.forEach(file -> named.put(file.path(), file));
        return sign(named, signing);
    }

    /**
     * The content of {@code .signatures.json} for some files, each under the name that the signature gives it.
     *
     * @throws BundleException if the key does not fit the algorithm
     */
    public static byte[] sign(SequencedMap<String, BundleFile> files, Signing signing) {
        RegoObject.Builder claims = RegoObject.builder();
        if (!signing.keyId().isEmpty()) {
            claims.put("keyid", RegoString.of(signing.keyId()));
        }
        signing.claims().forEach(claims::put);
        claims.put(
                "files",
                RegoArray.of(files.entrySet().stream()
                        .map(file -> entry(file.getKey(), file.getValue()))
                        .toList()));
        String message = encode(header(signing)) + "." + encode(JsonWriter.compact(claims.build()));
        try {
            byte[] signature = signing.algorithm().sign(message.getBytes(StandardCharsets.US_ASCII), signing.key());
            String token =
                    message + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
            RegoObject.Builder document = RegoObject.builder();
            document.put("signatures", RegoArray.of(List.of(RegoString.of(token))));
            document.put("plugin", RegoString.of(PLUGIN));
            return (JsonWriter.pretty(document.build()) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw BundleException.of(
                    "the bundle cannot be signed with " + signing.algorithm() + ": " + e.getMessage(),
                    "give a secret for HS algorithms, and the PEM file of a private key for the others");
        }
    }

    private static String header(Signing signing) {
        RegoObject.Builder header = RegoObject.builder();
        header.put("alg", RegoString.of(signing.algorithm().name()));
        if (!signing.keyId().isEmpty()) {
            header.put("kid", RegoString.of(signing.keyId()));
        }
        header.put("typ", RegoString.of("JWT"));
        return JsonWriter.compact(header.build());
    }

    private static RegoValue entry(String name, BundleFile file) {
        RegoObject.Builder entry = RegoObject.builder();
        entry.put("name", RegoString.of(name));
        entry.put("hash", RegoString.of(FileDigest.of(file, FileDigest.STANDARD)));
        entry.put("algorithm", RegoString.of(FileDigest.STANDARD));
        return entry.build();
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Verifies a bundle: its signature, and that exactly the files are there that were signed, each as it was.
     *
     * @param name what messages call the bundle
     * @param prefix what the names in the signature start with
     * @param files all of its files, {@code .signatures.json} too
     * @throws BundleException if anything is not as it was signed
     */
    static void verify(String name, String prefix, List<BundleFile> files, Verification verification) {
        BundleFile signatures = files.stream()
                .filter(BundleSignatures::isSignatures)
                .findFirst()
                .orElse(null);
        switch (verification) {
            case Verification.Skipped ignored -> {}
            case Verification.Unkeyed ignored -> {
                if (signatures != null) {
                    throw refused(name, "is signed, and there is no key to verify it", "give a verification key");
                }
            }
            case Verification.Keyed keyed -> {
                if (signatures == null) {
                    throw refused(name, "has no `" + FILE + "`", "take a signed bundle, or leave out the key");
                }
                verify(name, prefix, files, payload(name, signatures, keyed), keyed);
            }
        }
    }

    private static boolean isSignatures(BundleFile file) {
        return file.path().equals(FILE) || file.path().endsWith("/" + FILE);
    }

    private static void verify(
            String name, String prefix, List<BundleFile> files, Payload payload, Verification.Keyed keyed) {
        Map<String, Signed> open = new HashMap<>(payload.files());
        for (BundleFile file : files) {
            String path = (prefix + file.path()).replaceFirst("^/", "");
            if (isSignatures(file)) {
                continue;
            }
            Signed signed = open.remove(path);
            if (keyed.exclude().stream().anyMatch(pattern -> GlobName.matches(pattern, path))) {
                continue;
            }
            if (signed == null) {
                throw refused(name, "has the file `" + path + "`, which was not signed", "take the bundle again");
            }
            String actual = FileDigest.of(file, signed.algorithm());
            if (!actual.equalsIgnoreCase(signed.hash())) {
                throw refused(
                        name,
                        "has a file `" + path + "` that is not as it was signed: the digest is " + actual + ", not "
                                + signed.hash(),
                        "take the bundle from its source again");
            }
        }
        if (!open.isEmpty()) {
            List<String> missing = open.keySet().stream().sorted().toList();
            throw refused(name, "lacks signed files: `" + String.join("`, `", missing) + "`", "take the bundle again");
        }
    }

    private static Payload payload(String name, BundleFile signatures, Verification.Keyed keyed) {
        String token = token(name, signatures);
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw refused(name, "has a signature that is no JSON Web Token", "sign it again");
        }
        RegoObject header = object(name, decode(name, parts[0]));
        RegoObject claims = object(name, decode(name, parts[1]));
        String keyId = keyId(header, claims, keyed);
        if (!keyId.equals(keyed.keyId())) {
            throw refused(
                    name,
                    "is signed with the key `" + keyId + "`, and the key that was given has "
                            + (keyed.keyId().isEmpty() ? "no name" : "the name `" + keyed.keyId() + "`"),
                    "give the key of that name");
        }
        byte[] message = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        boolean verified;
        try {
            verified = keyed.algorithm().verify(message, decode(name, parts[2]), keyed.key());
        } catch (GeneralSecurityException e) {
            throw refused(
                    name,
                    "cannot be verified with " + keyed.algorithm() + ": " + e.getMessage(),
                    "give the key and the algorithm that it was signed with");
        }
        if (!verified) {
            throw refused(
                    name,
                    "has a signature that does not verify with " + keyed.algorithm(),
                    "give the key and the algorithm that it was signed with, or take the bundle again");
        }
        String scope = text(claims.get("scope"));
        if (!scope.equals(keyed.scope())) {
            throw refused(
                    name,
                    (scope.isEmpty() ? "is signed for no scope" : "is signed for the scope `" + scope + "`")
                            + (keyed.scope().isEmpty() ? ", and none was given" : ", not `" + keyed.scope() + "`"),
                    "give the scope that it was signed for");
        }
        return new Payload(claims, files(name, claims));
    }

    private static String keyId(RegoObject header, RegoObject claims, Verification.Keyed keyed) {
        if (!keyed.keyId().isEmpty()) {
            return keyed.keyId();
        }
        String kid = text(header.get("kid"));
        return kid.isEmpty() ? text(claims.get("keyid")) : kid;
    }

    private static String token(String name, BundleFile signatures) {
        RegoObject document = object(name, signatures.content());
        String plugin = text(document.get("plugin"));
        if (!plugin.isEmpty() && !plugin.equals(PLUGIN)) {
            throw refused(
                    name,
                    "is signed by the plugin `" + plugin + "`, which is not there",
                    "verify it with the program that signed it");
        }
        if (document.get("signatures") instanceof RegoArray tokens
                && tokens.size() == 1
                && tokens.get(0) instanceof RegoString token) {
            return token.value();
        }
        throw refused(name, "must have exactly one signature in `" + FILE + "`", "sign it again");
    }

    private static Map<String, Signed> files(String name, RegoObject claims) {
        Map<String, Signed> files = new HashMap<>();
        List<RegoValue> entries = new ArrayList<>();
        if (claims.get("files") instanceof RegoArray array) {
            array.forEach(entries::add);
        }
        for (RegoValue entry : entries) {
            if (!(entry instanceof RegoObject file) || text(file.get("name")).isEmpty()) {
                throw refused(name, "has a signature that lists files without names", "sign it again");
            }
            files.put(text(file.get("name")), new Signed(text(file.get("hash")), text(file.get("algorithm"))));
        }
        return files;
    }

    private static String text(@Nullable RegoValue value) {
        return value instanceof RegoString string ? string.value() : "";
    }

    private static byte[] decode(String name, String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw refused(name, "has a signature that is no base64url", "sign it again");
        }
    }

    private static RegoObject object(String name, byte[] json) {
        try {
            if (JsonReader.read(new String(json, StandardCharsets.UTF_8)) instanceof RegoObject object) {
                return object;
            }
            throw refused(name, "has a signature that is no JSON object", "sign it again");
        } catch (JsonException e) {
            throw refused(name, "has a signature that is no JSON: " + e.getMessage(), "sign it again");
        }
    }

    private static BundleException refused(String name, String what, String hint) {
        return BundleException.of("bundle `" + name + "` " + what, hint);
    }
}
