package dev.writ.policy.builtin.crypto;

import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A key that signs. */
public sealed interface PrivateKey {

    /** The public half. */
    PublicKey publicKey();

    /**
     * RSA with the primes; usually two.
     *
     * @param given d mod (p−1), d mod (q−1) and q⁻¹ mod p as they were given, or empty
     */
    record Rsa(PublicKey.Rsa publicKey, BigInteger d, List<BigInteger> primes, List<BigInteger> given)
            implements PrivateKey {

        public Rsa {
            primes = List.copyOf(primes);
            given = List.copyOf(given);
        }

        BigInteger p() {
            return primes.get(0);
        }

        BigInteger q() {
            return primes.get(1);
        }

        BigInteger dp() {
            return d.mod(p().subtract(BigInteger.ONE));
        }

        BigInteger dq() {
            return d.mod(q().subtract(BigInteger.ONE));
        }

        BigInteger qInverse() {
            return q().modInverse(p());
        }
    }

    /** A number on a NIST curve. */
    record Ec(PublicKey.Ec publicKey, BigInteger d) implements PrivateKey {}

    /** The seed of Ed25519, 32 bytes, and the public key made from it. */
    record Ed25519Seed(PublicKey.Ed25519 publicKey, Bytes seed) implements PrivateKey {

        static Ed25519Seed of(byte[] seed) {
            byte[] bytes = new byte[Ed25519.PUBLIC_KEY_SIZE];
            Ed25519.generatePublicKey(seed, 0, bytes, 0);
            return new Ed25519Seed(new PublicKey.Ed25519(Bytes.of(bytes)), Bytes.of(seed));
        }
    }

    /** 32 bytes of X25519: agrees on keys, signs nothing. */
    record X25519(PublicKey.X25519 publicKey, Bytes bytes) implements PrivateKey {}
}
