package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonLimits;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Web Key (RFC 7517, 7518, 8037).
 *
 * @param algorithm the algorithm it is bound to, or empty
 * @param id the key's name, or empty
 * @param publicKey the public key, or null for a secret
 * @param privateKey the private key, or null if it is not there
 * @param secret the secret of {@code oct}, or null
 */
public record Jwk(
        String algorithm,
        String id,
        @Nullable PublicKey publicKey,
        @Nullable PrivateKey privateKey,
        @Nullable Bytes secret) {

    private static final int MAX_KEYS = 1_000;

    /**
     * The keys of a set, or the one key that stands alone.
     *
     * @throws BuiltinFailure if one of them cannot be used
     */
    public static List<Jwk> parseSet(byte[] json, int maxDepth) {
        RegoValue value;
        try {
            value = JsonReader.read(json, new JsonLimits(Math.max(1, json.length), maxDepth));
        } catch (JsonException e) {
            throw alone("probe: failed to unmarshal data: " + e.getMessage());
        }
        if (!(value instanceof RegoObject object)) {
            throw alone("probe: failed to unmarshal data: the value is no object");
        }
        if (object.get("keys") == null) {
            try {
                return List.of(parse(object));
            } catch (BuiltinFailure e) {
                throw alone(e.reason());
            }
        }
        return set(object);
    }

    private static BuiltinFailure alone(String reason) {
        return BuiltinFailure.error("jwk.Parse: failed to parse sole key: jwk.ParseKey: " + reason);
    }

    private static List<Jwk> set(RegoObject object) {
        String prefix = "jwk.Parse: failed to unmarshal JWK set: ";
        if (!(object.get("keys") instanceof RegoArray array)) {
            throw BuiltinFailure.error(prefix + "failed to decode \"keys\": expected '[' but got something else");
        }
        if (array.size() > MAX_KEYS) {
            throw BuiltinFailure.error(prefix + "too many keys in \"keys\" array: max " + MAX_KEYS);
        }
        List<Jwk> keys = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            try {
                if (!(array.get(i) instanceof RegoObject key)) {
                    throw BuiltinFailure.error("probe: failed to unmarshal data: the value is no object");
                }
                keys.add(parse(key));
            } catch (BuiltinFailure e) {
                throw BuiltinFailure.error(
                        prefix + "failed to decode key #" + i + " in \"keys\": jwk.ParseKey: " + e.reason());
            }
        }
        return keys;
    }

    private static Jwk parse(RegoObject object) {
        JwkMembers members = new JwkMembers(object);
        String type = object.get("kty") instanceof RegoString kty ? kty.value() : "";
        members.checkCommon();
        return switch (type) {
            case "RSA" -> rsa(members);
            case "EC" -> ec(members);
            case "OKP" -> okp(members);
            case "oct" -> new Jwk(members.algorithm(), members.id(), null, null, Bytes.of(secret(members)));
            default -> throw BuiltinFailure.error("invalid key type from JSON (" + type + ")");
        };
    }

    private static byte[] secret(JwkMembers members) {
        byte[] secret = members.required("k");
        if (secret.length == 0) {
            throw invalid("jwk.SymmetricKey: missing \"k\" field");
        }
        return secret;
    }

    private static Jwk rsa(JwkMembers members) {
        BigInteger e = members.number("e");
        BigInteger n = members.number("n");
        boolean isPrivate = members.has("d");
        String kind = isPrivate ? "jwk.RSAPrivateKey: " : "jwk.RSAPublicKey: ";
        if (n.signum() == 0) {
            throw invalid(kind + "missing \"n\" value");
        }
        if (e.signum() == 0) {
            throw invalid(kind + "missing \"e\" value");
        }
        if (!e.testBit(0)) {
            throw invalid(kind + "invalid rsa public exponent: must be a positive odd integer");
        }
        if (e.bitLength() > 63) {
            throw invalid(
                    kind + "rsa public exponent too large for this platform: " + e.bitLength() + " bits (max 63)");
        }
        PublicKey.Rsa shown = new PublicKey.Rsa(n, e);
        if (!isPrivate) {
            return new Jwk(members.algorithm(), members.id(), shown, null, null);
        }
        BigInteger d = members.number("d");
        if (d.signum() == 0) {
            throw invalid(kind + "missing \"d\" value");
        }
        List<BigInteger> primes = new ArrayList<>();
        for (String prime : List.of("p", "q")) {
            if (members.has(prime)) {
                primes.add(members.number(prime));
            }
        }
        return new Jwk(members.algorithm(), members.id(), shown, new PrivateKey.Rsa(shown, d, primes), null);
    }

    private static Jwk ec(JwkMembers members) {
        String name = members.curve();
        byte[] x = members.required("x");
        byte[] y = members.required("y");
        boolean isPrivate = members.has("d");
        String kind = isPrivate ? "jwk.ECDSAPrivateKey: " : "jwk.ECDSAPublicKey: ";
        Curve curve = Curve.byLabel(name)
                .filter(known -> known != Curve.P224)
                .orElseThrow(() -> invalid(kind + "invalid curve algorithm \"" + name + "\": unsupported curve"));
        if (x.length != curve.size()) {
            throw invalid(kind + "invalid \"x\" length (" + x.length + ") for curve \"" + curve.label() + "\"");
        }
        if (y.length != curve.size()) {
            throw invalid(kind + "invalid \"y\" length (" + y.length + ") for curve \"" + curve.label() + "\"");
        }
        PublicKey.Ec shown = new PublicKey.Ec(curve, new BigInteger(1, x), new BigInteger(1, y));
        if (!curve.contains(shown.x(), shown.y())) {
            throw invalid(kind + "invalid ECDSA public key: point is not on curve \"" + curve.label() + "\"");
        }
        if (!isPrivate) {
            return new Jwk(members.algorithm(), members.id(), shown, null, null);
        }
        byte[] d = members.required("d");
        if (d.length != curve.size()) {
            throw invalid(kind + "invalid \"d\" length (" + d.length + ") for curve \"" + curve.label() + "\"");
        }
        BigInteger number = new BigInteger(1, d);
        return new Jwk(members.algorithm(), members.id(), shown, new PrivateKey.Ec(shown, number), null);
    }

    private static Jwk okp(JwkMembers members) {
        String curve = members.curve();
        byte[] x = members.required("x");
        boolean isPrivate = members.has("d");
        byte[] d = isPrivate ? members.required("d") : new byte[0];
        String kind = isPrivate ? "jwk.OKPPrivateKey: " : "jwk.OKPPublicKey: ";
        if (!curve.equals("Ed25519") && !curve.equals("X25519")) {
            throw invalid(kind + "invalid curve algorithm \"" + curve + "\"");
        }
        String name = curve.equals("Ed25519") ? "ed25519" : "x25519";
        if (x.length != 32) {
            throw invalid(kind + name + ": wrong public key size");
        }
        if (isPrivate && d.length != 32) {
            throw invalid(kind + name + ": wrong private key size");
        }
        if (curve.equals("X25519")) {
            PublicKey.X25519 shown = new PublicKey.X25519(Bytes.of(x));
            PrivateKey.X25519 hidden = isPrivate ? new PrivateKey.X25519(shown, Bytes.of(d)) : null;
            return new Jwk(members.algorithm(), members.id(), shown, hidden, null);
        }
        PublicKey.Ed25519 shown = new PublicKey.Ed25519(Bytes.of(x));
        PrivateKey.Ed25519Seed hidden = isPrivate ? new PrivateKey.Ed25519Seed(shown, Bytes.of(d)) : null;
        return new Jwk(members.algorithm(), members.id(), shown, hidden, null);
    }

    private static BuiltinFailure invalid(String reason) {
        return BuiltinFailure.error("jwk.Parse: key validation failed: " + reason);
    }
}
