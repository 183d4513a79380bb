package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import java.math.BigInteger;
import java.util.List;

/** Whether the numbers of an RSA key belong together. */
final class RsaConsistency {

    private static final int MAX_BITS = 16_384;

    private RsaConsistency() {}

    /**
     * Checks a key.
     *
     * @param crt d mod (p−1), d mod (q−1) and q⁻¹ mod p as far as they are given
     * @throws BuiltinFailure if the key would compute nonsense
     */
    static void check(PrivateKey.Rsa key, List<BigInteger> crt) {
        PublicKey.Rsa shown = key.publicKey();
        String refusal = shown.n().bitLength() > MAX_BITS ? Rsa.refusal(shown) : "";
        if (!refusal.isEmpty()) {
            throw BuiltinFailure.error(refusal);
        }
        if (!shown.n().testBit(0)) {
            throw BuiltinFailure.error("crypto/rsa: public modulus is even");
        }
        if (shown.e().signum() <= 0 || shown.e().equals(BigInteger.ONE)) {
            throw BuiltinFailure.error("crypto/rsa: public exponent too small or negative");
        }
        BigInteger product = BigInteger.ONE;
        for (BigInteger prime : key.primes()) {
            if (prime.compareTo(BigInteger.ONE) <= 0) {
                throw BuiltinFailure.error("crypto/rsa: invalid prime");
            }
            product = product.multiply(prime);
        }
        if (!product.equals(shown.n())) {
            throw BuiltinFailure.error("crypto/rsa: p * q != n");
        }
        BigInteger ed = shown.e().multiply(key.d()).subtract(BigInteger.ONE);
        for (BigInteger prime : key.primes()) {
            if (ed.mod(prime.subtract(BigInteger.ONE)).signum() != 0) {
                throw BuiltinFailure.error("crypto/rsa: invalid exponents");
            }
        }
        List<BigInteger> computed = List.of(key.dp(), key.dq(), inverse(key));
        for (int i = 0; i < crt.size(); i++) {
            if (!crt.get(i).equals(computed.get(i))) {
                throw BuiltinFailure.error("crypto/rsa: invalid CRT " + (i == 2 ? "coefficient" : "exponent"));
            }
        }
    }

    private static BigInteger inverse(PrivateKey.Rsa key) {
        try {
            return key.qInverse();
        } catch (ArithmeticException e) {
            throw BuiltinFailure.error("crypto/rsa: p and q are not coprime");
        }
    }
}
