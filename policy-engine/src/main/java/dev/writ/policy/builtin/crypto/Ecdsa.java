package dev.writ.policy.builtin.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/**
 * ECDSA (FIPS 186-5). Signing is deterministic (RFC 6979): a signature gives nothing away of the key whatever the
 * quality of an evaluation's random numbers, and an evaluation that is repeated signs the same.
 */
public final class Ecdsa {

    private Ecdsa() {}

    /** Whether {@code signature}, the numbers r and s in one half each, is that of the digest. */
    public static boolean verify(PublicKey.Ec key, byte[] digest, byte[] signature) {
        int half = signature.length / 2;
        return verify(
                key,
                digest,
                new BigInteger(1, Arrays.copyOf(signature, half)),
                new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length)));
    }

    /** Whether {@code signature}, the numbers r and s in DER, is that of the digest. */
    static boolean verifyDer(PublicKey.Ec key, byte[] digest, byte[] signature) {
        Der outer = Der.of(signature);
        Der inner = outer.read(Der.SEQUENCE);
        @Nullable BigInteger r = inner == null ? null : inner.integer();
        @Nullable BigInteger s = inner == null ? null : inner.integer();
        return inner != null
                && outer.isEmpty()
                && inner.isEmpty()
                && r != null
                && s != null
                && verify(key, digest, r, s);
    }

    private static boolean verify(PublicKey.Ec key, byte[] digest, BigInteger r, BigInteger s) {
        Curve curve = key.curve();
        ECDSASigner signer = new ECDSASigner();
        signer.init(
                false,
                new ECPublicKeyParameters(curve.domain().getCurve().createPoint(key.x(), key.y()), curve.domain()));
        return signer.verifySignature(digest, r, s);
    }

    /** A signature of the digest: r and s, each as long as a coordinate. */
    public static byte[] sign(PrivateKey.Ec key, Hash hash, byte[] digest) {
        Curve curve = key.publicKey().curve();
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(hash.engine()));
        signer.init(true, new ECPrivateKeyParameters(key.d(), curve.domain()));
        BigInteger[] numbers = signer.generateSignature(digest);
        byte[] signature = Arrays.copyOf(BigIntegers.asUnsignedByteArray(curve.size(), numbers[0]), 2 * curve.size());
        System.arraycopy(
                BigIntegers.asUnsignedByteArray(curve.size(), numbers[1]), 0, signature, curve.size(), curve.size());
        return signature;
    }
}
