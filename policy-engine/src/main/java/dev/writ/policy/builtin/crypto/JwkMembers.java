package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoBase64;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The members of a JSON Web Key, and what is wrong with one of them. As in OPA's JOSE library, null is an empty text, a
 * known name of an algorithm or curve is asked for, and members that nobody knows are passed over.
 *
 * @param type how that library calls the kind of key, for messages
 */
record JwkMembers(RegoObject object, String type) {

    private static final List<String> TEXTS = List.of("kid", "use", "x5t", "x5t#S256", "x5u");
    private static final Set<String> CURVES = Set.of("P-256", "P-384", "P-521", "Ed25519", "Ed448", "X25519", "X448");
    private static final Set<String> ALGORITHMS = Set.of(
            "HS256",
            "HS384",
            "HS512",
            "RS256",
            "RS384",
            "RS512",
            "PS256",
            "PS384",
            "PS512",
            "ES256",
            "ES384",
            "ES512",
            "ES256K",
            "EdDSA",
            "Ed25519",
            "none",
            "RSA1_5",
            "RSA-OAEP",
            "RSA-OAEP-256",
            "RSA-OAEP-384",
            "RSA-OAEP-512",
            "A128KW",
            "A192KW",
            "A256KW",
            "A128GCMKW",
            "A192GCMKW",
            "A256GCMKW",
            "dir",
            "ECDH-ES",
            "ECDH-ES+A128KW",
            "ECDH-ES+A192KW",
            "ECDH-ES+A256KW",
            "PBES2-HS256+A128KW",
            "PBES2-HS384+A192KW",
            "PBES2-HS512+A256KW",
            "A128CBC-HS256",
            "A192CBC-HS384",
            "A256CBC-HS512",
            "A128GCM",
            "A192GCM",
            "A256GCM");

    boolean has(String name) {
        return object.get(name) != null;
    }

    /** Checks the members that all kinds of keys have, and that those named {@code bytes} are base64 where they are there. */
    void check(String... bytes) {
        for (String name : TEXTS) {
            text(name);
        }
        if (has("alg") && !ALGORITHMS.contains(algorithm())) {
            throw undecodable("alg", "invalid key value: \"" + algorithm() + "\": invalid key algorithm");
        }
        RegoValue operations = object.get("key_ops");
        if (operations instanceof RegoArray list) {
            list.forEach(operation -> text("key_ops", operation));
        } else if (operations != null && !(operations instanceof RegoNull)) {
            throw undecodable(
                    "key_ops",
                    "json: cannot unmarshal " + kind(operations) + " into Go value of type jwk.KeyOperationList");
        }
        RegoValue chain = object.get("x5c");
        if (chain != null) {
            checkChain(chain);
        }
        for (String name : bytes) {
            if (has(name)) {
                required(name);
            }
        }
    }

    private void checkChain(RegoValue chain) {
        if (!(chain instanceof RegoArray list)) {
            throw undecodable("x5c", "failed to unmarshal certificate chain: expected JSON array");
        }
        for (int i = 0; i < list.size(); i++) {
            try {
                CertificateReader.read(GoBase64.decode(text("x5c", list.get(i))));
            } catch (BuiltinFailure e) {
                throw undecodable("x5c", "failed to decode certificate at index " + i + ": " + e.reason());
            }
        }
    }

    /** That a member of this kind of key is wrong. */
    BuiltinFailure unreadable(String reason) {
        String prefix = "failed to unmarshal JSON into key (" + type + "): ";
        return BuiltinFailure.error(prefix + prefix + reason);
    }

    private BuiltinFailure undecodable(String name, String reason) {
        return unreadable("failed to decode value for key " + name + ": " + reason);
    }

    private String text(String name, RegoValue value) {
        return switch (value) {
            case RegoString text -> text.value();
            case RegoNull nothing -> "";
            default ->
                throw undecodable(name, "json: cannot unmarshal " + kind(value) + " into Go value of type string");
        };
    }

    private static String kind(RegoValue value) {
        return switch (value.kind()) {
            case BOOLEAN -> "bool";
            case NUMBER -> "number";
            case STRING -> "string";
            case ARRAY -> "array";
            case NULL, OBJECT, SET -> "object";
        };
    }

    /** A text, empty where it is missing. */
    String text(String name) {
        RegoValue value = object.get(name);
        return value == null ? "" : text(name, value);
    }

    String algorithm() {
        return text("alg");
    }

    String id() {
        return text("kid");
    }

    String curve() {
        if (!has("crv")) {
            throw unreadable("required field crv is missing");
        }
        String curve = text("crv");
        if (!CURVES.contains(curve)) {
            throw undecodable("crv", "unknown EllipticCurveAlgorithm: \"" + curve + "\"");
        }
        return curve;
    }

    /** The bytes of a member that must be there. */
    byte[] required(String name) {
        RegoValue value = object.get(name);
        if (value == null) {
            throw unreadable("required field " + name + " is missing");
        }
        try {
            return decode(text(name, value));
        } catch (IllegalArgumentException e) {
            throw undecodable(name, "expected base64 encoded []byte (string)");
        }
    }

    /** Base64 in either alphabet, with or without padding; line ends are passed over. */
    private static byte[] decode(String text) {
        String plain = text.replace("\n", "").replace("\r", "");
        boolean standard = plain.indexOf('+') >= 0 || plain.indexOf('/') >= 0;
        if (plain.endsWith("=") && plain.length() % 4 != 0) {
            throw new IllegalArgumentException("padding");
        }
        return (standard ? Base64.getDecoder() : Base64.getUrlDecoder()).decode(plain);
    }
}
