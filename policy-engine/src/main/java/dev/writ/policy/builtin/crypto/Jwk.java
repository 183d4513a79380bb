package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonLimits;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Web Key (RFC 7517, 7518, 8037).
 *
 * @param type how OPA's JOSE library calls the kind of key, for messages
 * @param algorithm the algorithm it is bound to, or empty
 * @param id the key's name, or empty
 * @param publicKey the public key, or null for a secret
 * @param privateKey the private key, or null if it is not there
 * @param secret the secret of {@code oct}, or null
 * @param problem why the key cannot be used although it is a key, or empty
 */
public record Jwk(
        String type,
        String algorithm,
        String id,
        @Nullable PublicKey publicKey,
        @Nullable PrivateKey privateKey,
        @Nullable Bytes secret,
        String problem) {

    private static final int MAX_KEYS = 1_000;

    /**
     * The keys of a set, or the one key that stands alone.
     *
     * @throws BuiltinFailure if one of them is no key
     */
    public static List<Jwk> parseSet(byte[] json, int maxDepth) {
        RegoValue value;
        try {
            value = JsonReader.read(json, new JsonLimits(Math.max(1, json.length), maxDepth));
        } catch (JsonException e) {
            throw alone(notProbed(String.valueOf(e.getMessage())));
        }
        if (!(value instanceof RegoObject object)) {
            throw alone(notProbed("json: cannot unmarshal " + value.kind().label() + " into Go value of type struct"));
        }
        if (object.get("keys") != null) {
            return set(object);
        }
        try {
            return List.of(parse(object));
        } catch (BuiltinFailure e) {
            throw alone(e.reason());
        }
    }

    private static BuiltinFailure alone(String reason) {
        return BuiltinFailure.error("jwk.Parse: failed to parse sole key: jwk.ParseKey: " + reason);
    }

    private static String notProbed(String reason) {
        return "jwk.Parse: failed to probe data: probe: failed to unmarshal data: " + reason;
    }

    private static List<Jwk> set(RegoObject object) {
        String prefix = "jwk.Parse: failed to unmarshal JWK set: ";
        RegoValue list = object.get("keys");
        if (!(list instanceof RegoArray array)) {
            String shown = list instanceof RegoNull ? "<nil>" : list instanceof RegoObject ? "{" : String.valueOf(list);
            throw BuiltinFailure.error(prefix + "failed to decode \"keys\": expected '[' but got " + shown);
        }
        if (array.size() > MAX_KEYS) {
            throw BuiltinFailure.error(prefix + "too many keys in \"keys\" array: max " + MAX_KEYS);
        }
        List<Jwk> keys = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            try {
                keys.add(parse(array.get(i)));
            } catch (BuiltinFailure e) {
                throw BuiltinFailure.error(
                        prefix + "failed to decode key #" + i + " in \"keys\": jwk.ParseKey: " + e.reason());
            }
        }
        return keys;
    }

    private static Jwk parse(RegoValue value) {
        if (!(value instanceof RegoObject object)) {
            throw BuiltinFailure.error(
                    notProbed("json: cannot unmarshal " + value.kind().label()));
        }
        RegoValue type = object.get("kty");
        if (type == null || type instanceof RegoString || type instanceof RegoNull) {
            return JwkReader.read(object);
        }
        throw BuiltinFailure.error(notProbed(
                "json: cannot unmarshal " + type.kind().label() + " into Go struct field .kty of type string"));
    }

    /**
     * This key, if it can be used.
     *
     * @throws BuiltinFailure if it cannot
     */
    public Jwk usable() {
        if (problem.isEmpty()) {
            return this;
        }
        throw BuiltinFailure.error("jwk.Export: failed to export jwk.Key to raw format: " + problem);
    }
}
