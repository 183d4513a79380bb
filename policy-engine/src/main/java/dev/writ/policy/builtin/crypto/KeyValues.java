package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/** Keys as values: as Go's JSON shows them, and as JSON Web Keys. */
public final class KeyValues {

    private KeyValues() {}

    /** A public key as it stands in a certificate. */
    static RegoValue shown(@Nullable PublicKey key) {
        if (key == null) {
            return RegoNull.NULL;
        }
        return switch (key) {
            case PublicKey.Rsa rsa ->
                new Fields().put("N", rsa.n()).put("E", rsa.e()).build();
            case PublicKey.Ec ec ->
                new Fields()
                        .put("Curve", RegoObject.EMPTY)
                        .put("X", ec.x())
                        .put("Y", ec.y())
                        .build();
            case PublicKey.Ed25519 ed -> Fields.base64(ed.bytes());
            case PublicKey.X25519 agreement -> RegoObject.EMPTY;
            case PublicKey.Dsa dsa ->
                new Fields()
                        .put("P", dsa.p())
                        .put("Q", dsa.q())
                        .put("G", dsa.g())
                        .put("Y", dsa.y())
                        .build();
        };
    }

    /** A private key with all its numbers. */
    public static RegoValue shown(PrivateKey key) {
        return switch (key) {
            case PrivateKey.Rsa rsa ->
                new Fields()
                        .put("N", rsa.publicKey().n())
                        .put("E", rsa.publicKey().e())
                        .put("D", rsa.d())
                        .put("Primes", Fields.array(rsa.primes(), RegoNumber::of))
                        .put("Precomputed", precomputed(rsa))
                        .build();
            case PrivateKey.Ec ec ->
                new Fields()
                        .put("Curve", RegoObject.EMPTY)
                        .put("X", ec.publicKey().x())
                        .put("Y", ec.publicKey().y())
                        .put("D", ec.d())
                        .build();
            case PrivateKey.Ed25519Seed ed -> {
                byte[] both = new byte[64];
                System.arraycopy(ed.seed().array(), 0, both, 0, 32);
                System.arraycopy(ed.publicKey().bytes().array(), 0, both, 32, 32);
                yield Fields.base64(Bytes.of(both));
            }
            case PrivateKey.X25519 agreement -> RegoObject.EMPTY;
        };
    }

    private static RegoValue precomputed(PrivateKey.Rsa key) {
        List<RegoValue> further = new ArrayList<>();
        BigInteger product = key.p().multiply(key.q());
        for (BigInteger prime : key.primes().subList(2, key.primes().size())) {
            further.add(new Fields()
                    .put("Exp", key.d().mod(prime.subtract(BigInteger.ONE)))
                    .put("Coeff", product.modInverse(prime))
                    .put("R", product)
                    .build());
            product = product.multiply(prime);
        }
        return new Fields()
                .put("Dp", key.dp())
                .put("Dq", key.dq())
                .put("Qinv", key.qInverse())
                .put("CRTValues", RegoArray.of(further))
                .build();
    }

    /**
     * A private key as a JSON Web Key.
     *
     * @throws BuiltinFailure if there is no such form of it
     */
    public static RegoValue asJwk(PrivateKey key) {
        return switch (key) {
            case PrivateKey.Rsa rsa -> rsaJwk(rsa);
            case PrivateKey.Ec ec -> ecJwk(ec);
            case PrivateKey.Ed25519Seed ed ->
                okpJwk("Ed25519", ed.seed(), ed.publicKey().bytes());
            case PrivateKey.X25519 agreement ->
                okpJwk("X25519", agreement.bytes(), agreement.publicKey().bytes());
        };
    }

    private static RegoValue rsaJwk(PrivateKey.Rsa key) {
        if (key.primes().size() > 2) {
            throw BuiltinFailure.error("failed to initialize *jwk.rsaPrivateKey from *rsa.PrivateKey: invalid number of"
                    + " primes in rsa.PrivateKey: need 0 to 2, but got "
                    + key.primes().size());
        }
        return new Fields()
                .put("kty", "RSA")
                .put("n", number(key.publicKey().n()))
                .put("e", number(key.publicKey().e()))
                .put("d", number(key.d()))
                .put("p", number(key.p()))
                .put("q", number(key.q()))
                .put("dp", number(key.dp()))
                .put("dq", number(key.dq()))
                .put("qi", number(key.qInverse()))
                .build();
    }

    private static RegoValue ecJwk(PrivateKey.Ec key) {
        Curve curve = key.publicKey().curve();
        if (curve == Curve.P224) {
            throw BuiltinFailure.error(
                    "failed to initialize *jwk.ecdsaPrivateKey from *ecdsa.PrivateKey: jwk: failed to get"
                            + " algorithm for converting ECDSA private key to JWK: unknown elliptic curve: P-224");
        }
        return new Fields()
                .put("kty", "EC")
                .put("crv", curve.label())
                .put("x", coordinate(curve, key.publicKey().x()))
                .put("y", coordinate(curve, key.publicKey().y()))
                .put("d", coordinate(curve, key.d()))
                .build();
    }

    private static RegoValue okpJwk(String curve, Bytes secret, Bytes shown) {
        return new Fields()
                .put("kty", "OKP")
                .put("crv", curve)
                .put("d", url(secret.array()))
                .put("x", url(shown.array()))
                .build();
    }

    private static RegoValue number(BigInteger value) {
        return url(BigIntegers.asUnsignedByteArray(value));
    }

    private static RegoValue coordinate(Curve curve, BigInteger value) {
        return url(BigIntegers.asUnsignedByteArray(curve.size(), value));
    }

    private static RegoValue url(byte[] bytes) {
        return RegoString.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
