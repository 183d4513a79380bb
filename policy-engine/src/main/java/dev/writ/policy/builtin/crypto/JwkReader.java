package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One JSON Web Key from its members. */
final class JwkReader {

    private final JwkMembers members;
    private final boolean isPrivate;

    private JwkReader(JwkMembers members, boolean isPrivate) {
        this.members = members;
        this.isPrivate = isPrivate;
    }

    /**
     * The key of an object.
     *
     * @throws BuiltinFailure if it is none
     */
    static Jwk read(RegoObject object) {
        String type = object.get("kty") instanceof RegoString kty ? kty.value() : "";
        boolean isPrivate = object.get("d") != null;
        String half = isPrivate ? "PrivateKey" : "PublicKey";
        return switch (type) {
            case "RSA" -> new JwkReader(new JwkMembers(object, "*jwk.rsa" + half), isPrivate).rsa();
            case "EC" -> new JwkReader(new JwkMembers(object, "*jwk.ecdsa" + half), isPrivate).ec();
            case "OKP" -> new JwkReader(new JwkMembers(object, "*jwk.okp" + half), isPrivate).okp();
            case "oct" -> new JwkReader(new JwkMembers(object, "*jwk.symmetricKey"), false).secret();
            default -> throw BuiltinFailure.error("invalid key type from JSON (" + type + ")");
        };
    }

    private Jwk key(@Nullable PublicKey shown, @Nullable PrivateKey hidden, @Nullable Bytes secret, String problem) {
        return new Jwk(members.type(), members.algorithm(), members.id(), shown, hidden, secret, problem);
    }

    private static BuiltinFailure invalid(String kind, String reason) {
        String prefix = "key validation failed: ";
        return BuiltinFailure.error("jwk.Parse: " + prefix + prefix + "jwk." + kind + ": " + reason);
    }

    private Jwk secret() {
        members.check("k");
        byte[] secret = members.required("k");
        if (secret.length == 0) {
            throw invalid("SymmetricKey", "missing \"k\" field");
        }
        return key(null, null, Bytes.of(secret), "");
    }

    private static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }

    private Jwk rsa() {
        String kind = isPrivate ? "RSAPrivateKey" : "RSAPublicKey";
        if (isPrivate) {
            members.check("n", "e", "d", "p", "q", "dp", "dq", "qi");
        } else {
            members.check("n", "e");
        }
        byte[] d = isPrivate ? members.required("d") : new byte[0];
        BigInteger e = number(members.required("e"));
        BigInteger n = number(members.required("n"));
        if (n.signum() == 0) {
            throw invalid(kind, "missing \"n\" value");
        }
        if (e.signum() == 0) {
            throw invalid(kind, "missing \"e\" value");
        }
        if (!e.testBit(0)) {
            throw invalid(kind, "invalid rsa public exponent: must be a positive odd integer");
        }
        if (e.bitLength() > 63) {
            throw invalid(kind, "rsa public exponent too large for this platform: " + e.bitLength() + " bits (max 63)");
        }
        PublicKey.Rsa shown = new PublicKey.Rsa(n, e);
        if (!isPrivate) {
            return key(shown, null, null, "");
        }
        if (d.length == 0) {
            throw invalid(kind, "missing \"d\" value");
        }
        if (!members.has("q") || !members.has("p")) {
            String missing = members.has("q") ? "p" : "q";
            return key(shown, null, null, "missing \"" + missing + "\" value");
        }
        List<BigInteger> primes = List.of(number(members.required("p")), number(members.required("q")));
        return key(shown, new PrivateKey.Rsa(shown, number(d), primes, precomputed()), null, "");
    }

    /** The numbers that are computed from the others, if all three are there. */
    private List<BigInteger> precomputed() {
        List<BigInteger> numbers = new ArrayList<>();
        for (String name : List.of("dp", "dq", "qi")) {
            if (members.has(name)) {
                numbers.add(number(members.required(name)));
            }
        }
        return numbers.size() == 3 ? numbers : List.of();
    }

    private Jwk ec() {
        String kind = isPrivate ? "ECDSAPrivateKey" : "ECDSAPublicKey";
        members.check("x", "y");
        byte[] d = isPrivate ? members.required("d") : new byte[0];
        String name = members.curve();
        byte[] x = members.required("x");
        byte[] y = members.required("y");
        Curve curve = Curve.byLabel(name)
                .orElseThrow(() -> invalid(kind, "invalid curve algorithm \"" + name + "\": unsupported curve"));
        checkLength(kind, curve, "x", x);
        checkLength(kind, curve, "y", y);
        PublicKey.Ec shown = new PublicKey.Ec(curve, number(x), number(y));
        if (!curve.contains(shown.x(), shown.y())) {
            throw invalid(kind, "invalid ECDSA public key: point is not on curve \"" + curve.label() + "\"");
        }
        if (!isPrivate) {
            return key(shown, null, null, "");
        }
        checkLength(kind, curve, "d", d);
        return key(shown, new PrivateKey.Ec(shown, number(d)), null, "");
    }

    private static void checkLength(String kind, Curve curve, String name, byte[] bytes) {
        if (bytes.length != curve.size()) {
            throw invalid(
                    kind, "invalid \"" + name + "\" length (" + bytes.length + ") for curve \"" + curve.label() + "\"");
        }
    }

    private Jwk okp() {
        String kind = isPrivate ? "OKPPrivateKey" : "OKPPublicKey";
        members.check("x");
        byte[] d = isPrivate ? members.required("d") : new byte[0];
        String curve = members.curve();
        byte[] x = members.required("x");
        if (x.length == 0) {
            throw invalid(kind, "missing \"x\" field");
        }
        boolean known = curve.equals("Ed25519") || curve.equals("X25519");
        String name = curve.toLowerCase(Locale.ROOT);
        if (known && x.length != 32) {
            throw invalid(kind, name + ": wrong public key size");
        }
        if (isPrivate && d.length == 0) {
            throw invalid(kind, "missing \"d\" field");
        }
        if (isPrivate && known && d.length != 32) {
            throw invalid(kind, name + ": wrong private key size");
        }
        if (curve.equals("X25519")) {
            PublicKey.X25519 shown = new PublicKey.X25519(Bytes.of(x));
            return key(shown, isPrivate ? new PrivateKey.X25519(shown, Bytes.of(d)) : null, null, "");
        }
        if (!known) {
            return key(null, null, null, "invalid curve algorithm " + curve);
        }
        PublicKey.Ed25519 shown = new PublicKey.Ed25519(Bytes.of(x));
        if (!isPrivate) {
            return key(shown, null, null, "");
        }
        PrivateKey.Ed25519Seed hidden = PrivateKey.Ed25519Seed.of(d);
        // Signing with a public key that is not the seed's own gives the seed away.
        return Arrays.equals(hidden.publicKey().bytes().array(), x)
                ? key(shown, hidden, null, "")
                : key(shown, null, null, "ed25519: invalid x value given d value");
    }
}
