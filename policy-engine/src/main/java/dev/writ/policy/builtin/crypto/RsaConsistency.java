package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import java.math.BigInteger;
import java.util.List;

/** Whether the numbers of an RSA key belong together and are not of a kind that is known to be weak (FIPS 186-5, 5.1). */
final class RsaConsistency {

    private static final int MAX_BITS = 16_384;

    private RsaConsistency() {}

    /**
     * Checks a key.
     *
     * @throws BuiltinFailure if the key would compute nonsense
     */
    static void check(PrivateKey.Rsa key) {
        List<BigInteger> crt = key.given();
        PublicKey.Rsa shown = key.publicKey();
        BigInteger n = shown.n();
        if (n.bitLength() > MAX_BITS) {
            throw BuiltinFailure.error(Rsa.refusal(shown));
        }
        require(n.testBit(0), "public modulus is even");
        require(shown.e().compareTo(BigInteger.ONE) > 0, "public exponent too small or negative");
        require(shown.e().testBit(0), "public exponent is even");
        require(shown.e().bitLength() <= 31, "public exponent too large");
        require(key.primes().size() >= 2, "missing primes");
        BigInteger product = BigInteger.ONE;
        for (BigInteger prime : key.primes()) {
            require(prime.compareTo(BigInteger.ONE) > 0 && prime.compareTo(n) < 0, "invalid prime");
            product = product.multiply(prime);
        }
        require(product.equals(n), "p * q != n");
        boolean given = crt.size() == 3;
        BigInteger dp = given ? crt.get(0) : key.dp();
        BigInteger dq = given ? crt.get(1) : key.dq();
        require(isInverse(shown.e(), dp, key.p()) && isInverse(shown.e(), dq, key.q()), "invalid CRT exponent");
        BigInteger inverse = given ? crt.get(2) : inverse(key);
        require(inverse.multiply(key.q()).mod(key.p()).equals(BigInteger.ONE), "invalid CRT coefficient");
        require(key.dp().equals(dp), "d does not match dP");
        require(key.dq().equals(dq), "d does not match dQ");
        require(key.p().subtract(key.q()).bitLength() > n.bitLength() / 2 - 100, "|p - q| too small");
        require(key.d().bitLength() > n.bitLength() / 2, "d too small");
    }

    private static boolean isInverse(BigInteger e, BigInteger d, BigInteger prime) {
        BigInteger order = prime.subtract(BigInteger.ONE);
        return d.compareTo(order) < 0 && e.multiply(d).mod(order).equals(BigInteger.ONE);
    }

    private static BigInteger inverse(PrivateKey.Rsa key) {
        try {
            return key.qInverse();
        } catch (ArithmeticException e) {
            throw BuiltinFailure.error("crypto/rsa: invalid CRT coefficient");
        }
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw BuiltinFailure.error("crypto/rsa: " + problem);
        }
    }
}
