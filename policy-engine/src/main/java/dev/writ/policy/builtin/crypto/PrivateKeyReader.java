package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.crypto.Der.Element;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/** Private keys in DER: PKCS #1 (RFC 8017), PKCS #8 (RFC 5208), SEC 1 (RFC 5915). */
public final class PrivateKeyReader {

    private PrivateKeyReader() {}

    /**
     * The key of a PEM block, or null where the block holds no private key that we know.
     *
     * @throws BuiltinFailure if the block claims to hold one and does not
     */
    public static @Nullable PrivateKey read(Pem.Block block) {
        return switch (block.type()) {
            case "RSA PRIVATE KEY" -> pkcs1(block.bytes().array());
            case "PRIVATE KEY" -> pkcs8(block.bytes().array());
            case "EC PRIVATE KEY" -> sec1(block.bytes().array());
            default -> null;
        };
    }

    /**
     * The key in whatever form it is.
     *
     * @throws BuiltinFailure if it has none of the forms
     */
    static PrivateKey any(byte[] der) {
        try {
            return pkcs1(der);
        } catch (BuiltinFailure notPkcs1) {
            try {
                PrivateKey key = pkcs8(der);
                if (key instanceof PrivateKey.X25519) {
                    throw BuiltinFailure.error("tls: found unknown private key type in PKCS#8 wrapping");
                }
                return key;
            } catch (BuiltinFailure notPkcs8) {
                if (notPkcs8.reason().startsWith("tls:")) {
                    throw notPkcs8;
                }
                return sec1OrNothing(der);
            }
        }
    }

    private static PrivateKey sec1OrNothing(byte[] der) {
        try {
            return sec1(der);
        } catch (BuiltinFailure e) {
            throw BuiltinFailure.error("tls: failed to parse private key");
        }
    }

    private record Pkcs1(long version, List<BigInteger> numbers, List<BigInteger> furtherPrimes) {

        static @Nullable Pkcs1 parse(byte[] der) {
            Der content = Der.of(der).read(Der.SEQUENCE);
            Long version = content == null ? null : content.smallInteger(Der.INTEGER);
            if (content == null || version == null) {
                return null;
            }
            List<BigInteger> numbers = new ArrayList<>();
            while (numbers.size() < 8 && content.peek(Der.INTEGER)) {
                BigInteger number = content.integer();
                if (number == null) {
                    return null;
                }
                numbers.add(number);
            }
            if (numbers.size() < 5 || numbers.get(1).bitLength() > 63) {
                return null;
            }
            List<BigInteger> further = new ArrayList<>();
            Der primes = content.read(Der.SEQUENCE);
            while (primes != null && !primes.isEmpty()) {
                Der prime = primes.read(Der.SEQUENCE);
                BigInteger value = prime == null ? null : prime.integer();
                if (value == null) {
                    return null;
                }
                further.add(value);
            }
            return new Pkcs1(version, numbers, further);
        }
    }

    private static PrivateKey.Rsa pkcs1(byte[] der) {
        Pkcs1 parsed = Pkcs1.parse(der);
        if (hasTrailingData(der)) {
            throw BuiltinFailure.error("asn1: syntax error: trailing data");
        }
        if (parsed == null) {
            throw BuiltinFailure.error(
                    Sec1.parse(der) != null
                            ? use("ParseECPrivateKey")
                            : Pkcs8.parse(der) != null
                                    ? use("ParsePKCS8PrivateKey")
                                    : Asn1.mismatch(der, "pkcs1PrivateKey"));
        }
        if (parsed.version() > 1) {
            throw BuiltinFailure.error("x509: unsupported private key version");
        }
        List<BigInteger> numbers = parsed.numbers();
        for (int i = 0; i < numbers.size(); i++) {
            if (i != 1 && numbers.get(i).signum() <= 0) {
                throw BuiltinFailure.error("x509: private key contains zero or negative value");
            }
        }
        List<BigInteger> crt = numbers.size() == 8 ? numbers.subList(5, 8) : List.of();
        List<BigInteger> primes = new ArrayList<>(numbers.subList(3, 5));
        for (BigInteger prime : parsed.furtherPrimes()) {
            if (prime.signum() <= 0) {
                throw BuiltinFailure.error("x509: private key contains zero or negative prime");
            }
            primes.add(prime);
        }
        PrivateKey.Rsa key =
                new PrivateKey.Rsa(new PublicKey.Rsa(numbers.get(0), numbers.get(1)), numbers.get(2), primes, crt);
        RsaConsistency.check(key);
        return key;
    }

    private static boolean hasTrailingData(byte[] der) {
        Der input = Der.of(der);
        return input.read(Der.SEQUENCE) != null && !input.isEmpty();
    }

    private static String use(String function) {
        return "x509: failed to parse private key (use " + function + " instead for this key format)";
    }

    private record Pkcs8(AlgorithmId algorithm, Bytes key) {

        static @Nullable Pkcs8 parse(byte[] der) {
            Der content = Der.of(der).read(Der.SEQUENCE);
            Long version = content == null ? null : content.smallInteger(Der.INTEGER);
            Der algorithm = content == null || version == null ? null : content.read(Der.SEQUENCE);
            List<Integer> oid = algorithm == null ? null : algorithm.oid();
            byte[] key = content == null || oid == null ? null : content.octets(Der.OCTET_STRING);
            if (algorithm == null || oid == null || key == null) {
                return null;
            }
            boolean bare = algorithm.isEmpty();
            Element parameters = algorithm.any();
            if (parameters == null && !bare) {
                return null;
            }
            return new Pkcs8(
                    new AlgorithmId(oid, parameters == null ? Bytes.EMPTY : parameters.whole()), Bytes.of(key));
        }
    }

    private static PrivateKey pkcs8(byte[] der) {
        Pkcs8 parsed = Pkcs8.parse(der);
        if (parsed == null) {
            throw BuiltinFailure.error(
                    Sec1.parse(der) != null
                            ? use("ParseECPrivateKey")
                            : Pkcs1.parse(der) != null ? use("ParsePKCS1PrivateKey") : Asn1.mismatch(der, "pkcs8"));
        }
        AlgorithmId id = parsed.algorithm();
        return switch (SubjectKey.Algorithm.of(id.oid())) {
            case RSA -> embedded("RSA", () -> pkcs1(parsed.key().array()));
            case ECDSA ->
                embedded(
                        "EC",
                        () -> sec1(
                                Der.of(id.parameters().array()).oid(),
                                parsed.key().array()));
            case ED25519 -> PrivateKey.Ed25519Seed.of(seed(id, parsed.key().array(), "Ed25519"));
            case X25519 -> x25519(seed(id, parsed.key().array(), "X25519"));
            case DSA, UNKNOWN ->
                throw BuiltinFailure.error("x509: PKCS#8 wrapping contained private key with unknown algorithm: "
                        + CertificateText.oid(id.oid()));
        };
    }

    private interface Read {
        PrivateKey now();
    }

    private static PrivateKey embedded(String kind, Read read) {
        try {
            return read.now();
        } catch (BuiltinFailure e) {
            throw BuiltinFailure.error(
                    "x509: failed to parse " + kind + " private key embedded in PKCS#8: " + e.reason());
        }
    }

    private static byte[] seed(AlgorithmId id, byte[] key, String name) {
        if (!id.parameters().isEmpty()) {
            throw BuiltinFailure.error("x509: invalid " + name + " private key parameters");
        }
        byte[] seed = Der.of(key).octets(Der.OCTET_STRING);
        if (seed == null) {
            throw BuiltinFailure.error("x509: invalid " + name + " private key: " + Asn1.mismatch(key, "[]uint8"));
        }
        if (seed.length != 32) {
            throw BuiltinFailure.error(
                    name.equals("Ed25519")
                            ? "x509: invalid Ed25519 private key length: " + seed.length
                            : "crypto/ecdh: invalid private key size");
        }
        return seed;
    }

    private static PrivateKey x25519(byte[] bytes) {
        byte[] shown = new byte[X25519.POINT_SIZE];
        X25519.generatePublicKey(bytes, 0, shown, 0);
        return new PrivateKey.X25519(new PublicKey.X25519(Bytes.of(shown)), Bytes.of(bytes));
    }

    private record Sec1(long version, Bytes key, @Nullable List<Integer> curve) {

        private static final int PUBLIC_KEY = Der.CONTEXT_CONSTRUCTED | 1;

        private static boolean isReadable(@Nullable Der content) {
            return content != null && (!content.peek(Der.BIT_STRING) || content.bitString() != null);
        }

        static @Nullable Sec1 parse(byte[] der) {
            Der content = Der.of(der).read(Der.SEQUENCE);
            Long version = content == null ? null : content.smallInteger(Der.INTEGER);
            byte[] key = content == null || version == null ? null : content.octets(Der.OCTET_STRING);
            if (content == null || version == null || key == null) {
                return null;
            }
            Der named = content.read(Der.CONTEXT_CONSTRUCTED);
            boolean publicKeyFits = !content.peek(PUBLIC_KEY) || isReadable(content.read(PUBLIC_KEY));
            return publicKeyFits ? new Sec1(version, Bytes.of(key), named == null ? null : named.oid()) : null;
        }
    }

    private static PrivateKey sec1(byte[] der) {
        return sec1(null, der);
    }

    private static PrivateKey sec1(@Nullable List<Integer> given, byte[] der) {
        Sec1 parsed = Sec1.parse(der);
        if (parsed == null) {
            throw BuiltinFailure.error(
                    Pkcs8.parse(der) != null
                            ? use("ParsePKCS8PrivateKey")
                            : Pkcs1.parse(der) != null
                                    ? use("ParsePKCS1PrivateKey")
                                    : "x509: failed to parse EC private key: " + Asn1.mismatch(der, "ecPrivateKey"));
        }
        if (parsed.version() != 1) {
            throw BuiltinFailure.error("x509: unknown EC private key version " + parsed.version());
        }
        List<Integer> oid = given != null ? given : parsed.curve();
        Curve curve = oid == null ? null : Curve.byOid(oid).orElse(null);
        if (curve == null) {
            throw BuiltinFailure.error("x509: unknown elliptic curve");
        }
        byte[] key = parsed.key().array();
        int surplus = Math.max(0, key.length - curve.size());
        for (int i = 0; i < surplus; i++) {
            if (key[i] != 0) {
                throw BuiltinFailure.error("x509: invalid private key length");
            }
        }
        BigInteger d = BigIntegers.fromUnsignedByteArray(Arrays.copyOfRange(key, surplus, key.length));
        if (d.signum() == 0 || d.compareTo(curve.domain().getN()) >= 0) {
            throw BuiltinFailure.error(d.signum() == 0 ? "ecdsa: private key is zero" : "input overflows the modulus");
        }
        return new PrivateKey.Ec(curve.publicKey(d), d);
    }
}
