package dev.writ.policy.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** SHA-256 (FIPS 180-4), which every Java platform has. */
public final class Sha256 {
    private Sha256() {}

    /** A fresh digest. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The hash of some bytes as hexadecimal text. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** The revision that several parts have together, {@code sha256:…}: over the length of each, a line feed and its bytes. */
    public static String revision(Stream<byte[]> parts) {
        MessageDigest sha = digest();
        parts.forEach(part -> {
            sha.update((part.length + "\n").getBytes(StandardCharsets.US_ASCII));
            sha.update(part);
        });
        return "sha256:" + HexFormat.of().formatHex(sha.digest());
    }
}
