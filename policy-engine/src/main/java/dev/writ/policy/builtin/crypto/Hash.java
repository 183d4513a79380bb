package dev.writ.policy.builtin.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.util.DigestFactory;

/** Hash functions (RFC 1321, FIPS 180-4) and the message authentication codes made of them (RFC 2104). */
public enum Hash {
    MD5("MD5", 16, 64, "3020300c06082a864886f70d020505000410"),
    SHA1("SHA-1", 20, 64, "3021300906052b0e03021a05000414"),
    SHA256("SHA-256", 32, 64, "3031300d060960864801650304020105000420"),
    SHA384("SHA-384", 48, 128, "3041300d060960864801650304020205000430"),
    SHA512("SHA-512", 64, 128, "3051300d060960864801650304020305000440");

    private final String algorithm;
    private final int size;
    private final int blockSize;
    private final String digestInfo;

    Hash(String algorithm, int size, int blockSize, String digestInfo) {
        this.algorithm = algorithm;
        this.size = size;
        this.blockSize = blockSize;
        this.digestInfo = digestInfo;
    }

    /** How many bytes a digest has. */
    public int size() {
        return size;
    }

    /** The DER that stands before the digest in PKCS #1 v1.5 (RFC 8017, 9.2). */
    byte[] digestInfo() {
        return HexFormat.of().parseHex(digestInfo);
    }

    /** The digest of the parts, one after the other. */
    public byte[] of(byte[]... parts) {
        MessageDigest digest = fresh();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** The authentication code of a message; written out because Java's {@code Mac} refuses an empty key. */
    public byte[] mac(byte[] key, byte[] message) {
        byte[] block = Arrays.copyOf(key.length > blockSize ? of(key) : key, blockSize);
        byte[] inner = new byte[blockSize];
        byte[] outer = new byte[blockSize];
        for (int i = 0; i < blockSize; i++) {
            inner[i] = (byte) (block[i] ^ 0x36);
            outer[i] = (byte) (block[i] ^ 0x5C);
        }
        return of(outer, of(inner, message));
    }

    private MessageDigest fresh() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    Digest engine() {
        return switch (this) {
            case MD5 -> DigestFactory.createMD5();
            case SHA1 -> DigestFactory.createSHA1();
            case SHA256 -> DigestFactory.createSHA256();
            case SHA384 -> DigestFactory.createSHA384();
            case SHA512 -> DigestFactory.createSHA512();
        };
    }
}
