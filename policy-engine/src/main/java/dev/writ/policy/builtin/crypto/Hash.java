package dev.writ.policy.builtin.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.util.DigestFactory;

/** The hash functions of signatures. */
public enum Hash {
    SHA1("SHA-1", 20, "3021300906052b0e03021a05000414"),
    SHA256("SHA-256", 32, "3031300d060960864801650304020105000420"),
    SHA384("SHA-384", 48, "3041300d060960864801650304020205000430"),
    SHA512("SHA-512", 64, "3051300d060960864801650304020305000440");

    private final String algorithm;
    private final int size;
    private final String digestInfo;

    Hash(String algorithm, int size, String digestInfo) {
        this.algorithm = algorithm;
        this.size = size;
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

    private MessageDigest fresh() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    Digest engine() {
        return switch (this) {
            case SHA1 -> DigestFactory.createSHA1();
            case SHA256 -> DigestFactory.createSHA256();
            case SHA384 -> DigestFactory.createSHA384();
            case SHA512 -> DigestFactory.createSHA512();
        };
    }
}
