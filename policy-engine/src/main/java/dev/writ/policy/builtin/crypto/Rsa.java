package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.util.BigIntegers;

/**
 * RSA signatures (RFC 8017): PKCS #1 v1.5 and PSS with MGF1 over the same hash. Keys below 1,024 bits are refused as Go
 * refuses them; keys above 16,384 bits because one operation would take too long.
 */
public final class Rsa {

    /** The salt is as long as it is found to be. */
    public static final int ANY_SALT = -1;

    private static final int MIN_BITS = 1_024;
    private static final int MAX_BITS = 16_384;

    private Rsa() {}

    /** Whether a PKCS #1 v1.5 signature is that of the digest. */
    public static boolean verifyPkcs1(PublicKey.Rsa key, Hash hash, byte[] digest, byte[] signature) {
        byte[] message = open(key, signature);
        return message.length > 0 && MessageDigest.isEqual(message, pkcs1(hash, digest, message.length));
    }

    /** Whether a PSS signature with a salt of {@code saltLength} bytes, or {@link #ANY_SALT}, is that of the digest. */
    public static boolean verifyPss(PublicKey.Rsa key, Hash hash, byte[] digest, byte[] signature, int saltLength) {
        byte[] opened = open(key, signature);
        int bits = key.n().bitLength() - 1;
        int size = (bits + 7) / 8;
        if (opened.length == 0 || (opened.length > size && opened[0] != 0)) {
            return false;
        }
        byte[] message = Arrays.copyOfRange(opened, opened.length - size, opened.length);
        int dbSize = size - hash.size() - 1;
        if (dbSize < 1 || message[size - 1] != (byte) 0xBC || saltLength > dbSize - 1) {
            return false;
        }
        byte[] seed = Arrays.copyOfRange(message, dbSize, size - 1);
        byte[] db = masked(Arrays.copyOf(message, dbSize), seed, hash);
        int topMask = 0xFF >> (8 * size - bits);
        if ((message[0] & ~topMask & 0xFF) != 0) {
            return false;
        }
        db[0] &= (byte) topMask;
        int one = 0;
        while (one < dbSize && db[one] == 0) {
            one++;
        }
        if (one == dbSize || db[one] != 1 || (saltLength >= 0 && dbSize - one - 1 != saltLength)) {
            return false;
        }
        byte[] salt = Arrays.copyOfRange(db, one + 1, dbSize);
        return MessageDigest.isEqual(seed, hash.of(new byte[8], digest, salt));
    }

    /**
     * A PKCS #1 v1.5 signature of a digest.
     *
     * @throws BuiltinFailure if the key cannot sign it
     */
    public static byte[] signPkcs1(PrivateKey.Rsa key, Hash hash, byte[] digest) {
        check(key.publicKey());
        RsaConsistency.check(key);
        int size = (key.publicKey().n().bitLength() + 7) / 8;
        return seal(key, pkcs1(hash, digest, size));
    }

    /**
     * A PSS signature of a digest with a salt that is as long as the digest.
     *
     * @throws BuiltinFailure if the key cannot sign it
     */
    public static byte[] signPss(PrivateKey.Rsa key, Hash hash, byte[] digest, byte[] salt) {
        check(key.publicKey());
        RsaConsistency.check(key);
        int bits = key.publicKey().n().bitLength() - 1;
        int size = (bits + 7) / 8;
        int dbSize = size - hash.size() - 1;
        if (dbSize < salt.length + 1) {
            throw BuiltinFailure.error("crypto/rsa: message too long for RSA key size");
        }
        byte[] seed = hash.of(new byte[8], digest, salt);
        byte[] db = new byte[dbSize];
        db[dbSize - salt.length - 1] = 1;
        System.arraycopy(salt, 0, db, dbSize - salt.length, salt.length);
        byte[] message = Arrays.copyOf(masked(db, seed, hash), size);
        message[0] &= (byte) (0xFF >> (8 * size - bits));
        System.arraycopy(seed, 0, message, dbSize, seed.length);
        message[size - 1] = (byte) 0xBC;
        return seal(key, message);
    }

    /** Why Go would not use the key, or an empty text. */
    static String refusal(PublicKey.Rsa key) {
        int bits = key.n().bitLength();
        if (bits < MIN_BITS) {
            return "crypto/rsa: " + bits
                    + "-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)";
        }
        if (bits > MAX_BITS) {
            return "crypto/rsa: " + bits + "-bit keys are larger than the limit of " + MAX_BITS;
        }
        if (!key.n().testBit(0)) {
            return "crypto/rsa: public modulus is even";
        }
        if (key.e().compareTo(BigInteger.TWO) < 0) {
            return "crypto/rsa: public exponent too small or negative";
        }
        if (!key.e().testBit(0)) {
            return "crypto/rsa: public exponent is even";
        }
        return key.e().bitLength() > 31 ? "crypto/rsa: public exponent too large" : "";
    }

    private static void check(PublicKey.Rsa key) {
        String refusal = refusal(key);
        if (!refusal.isEmpty()) {
            throw BuiltinFailure.error(refusal);
        }
    }

    /** What was signed, padded to the key's length, or nothing if the signature does not fit the key. */
    private static byte[] open(PublicKey.Rsa key, byte[] signature) {
        int size = (key.n().bitLength() + 7) / 8;
        if (!refusal(key).isEmpty() || signature.length != size) {
            return new byte[0];
        }
        BigInteger number = new BigInteger(1, signature);
        if (number.compareTo(key.n()) >= 0) {
            return new byte[0];
        }
        return BigIntegers.asUnsignedByteArray(size, number.modPow(key.e(), key.n()));
    }

    /** The private operation, by Bouncy Castle with blinding, so that its time tells nothing of the key. */
    private static byte[] seal(PrivateKey.Rsa key, byte[] message) {
        PublicKey.Rsa shown = key.publicKey();
        int size = (shown.n().bitLength() + 7) / 8;
        try {
            RSABlindedEngine engine = new RSABlindedEngine();
            engine.init(
                    true,
                    new RSAPrivateCrtKeyParameters(
                            shown.n(), shown.e(), key.d(), key.p(), key.q(), key.dp(), key.dq(), key.qInverse()));
            byte[] sealed = engine.processBlock(message, 0, message.length);
            return BigIntegers.asUnsignedByteArray(size, new BigInteger(1, sealed));
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            throw BuiltinFailure.error("crypto/rsa: invalid private key");
        }
    }

    private static byte[] pkcs1(Hash hash, byte[] digest, int size) {
        byte[] info = hash.digestInfo();
        int start = size - info.length - digest.length;
        if (start < 11) {
            throw BuiltinFailure.error("crypto/rsa: message too long for RSA key size");
        }
        byte[] message = new byte[size];
        Arrays.fill(message, (byte) 0xFF);
        message[0] = 0;
        message[1] = 1;
        message[start - 1] = 0;
        System.arraycopy(info, 0, message, start, info.length);
        System.arraycopy(digest, 0, message, start + info.length, digest.length);
        return message;
    }

    /** The bytes with MGF1 of the seed over them. */
    private static byte[] masked(byte[] bytes, byte[] seed, Hash hash) {
        byte[] out = bytes.clone();
        for (int block = 0; block * hash.size() < out.length; block++) {
            byte[] counter = {(byte) (block >> 24), (byte) (block >> 16), (byte) (block >> 8), (byte) block};
            byte[] mask = hash.of(seed, counter);
            for (int i = 0; i < mask.length && block * hash.size() + i < out.length; i++) {
                out[block * hash.size() + i] ^= mask[i];
            }
        }
        return out;
    }
}
