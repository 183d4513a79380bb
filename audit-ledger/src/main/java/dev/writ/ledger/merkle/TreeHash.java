package dev.writ.ledger.merkle;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The hash function of RFC 6962 section 2.1 with its two domain prefixes. */
public final class TreeHash {
    /** The root of the tree without leaves: {@code SHA-256("")}. */
    public static final Hash EMPTY_ROOT = sha256(Bytes.EMPTY);

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private TreeHash() {}

    /** {@code SHA-256(0x00 ‖ entry)}. */
    public static Hash leaf(Bytes entry) {
        MessageDigest digest = digest();
        digest.update(LEAF);
        entry.feed(digest);
        return Hash.of(digest.digest());
    }

    /** {@code SHA-256(0x01 ‖ left ‖ right)}. */
    public static Hash node(Hash left, Hash right) {
        ByteBuffer buffer = ByteBuffer.allocate(1 + 2 * Hash.SIZE).put(NODE);
        left.write(buffer);
        right.write(buffer);
        return Hash.of(digest().digest(buffer.array()));
    }

    /** {@code SHA-256(data)}, without a domain prefix. */
    public static Hash sha256(Bytes data) {
        MessageDigest digest = digest();
        data.feed(digest);
        return Hash.of(digest.digest());
    }

    /**
     * The root of a perfect subtree from the hashes of its bottom row.
     *
     * @throws IllegalArgumentException unless their number is a power of two
     */
    public static Hash perfect(List<Hash> row) {
        if (Integer.bitCount(row.size()) != 1) {
            throw new IllegalArgumentException("a perfect subtree has a power of two of leaves, not " + row.size());
        }
        Hash[] level = row.toArray(new Hash[0]);
        for (int width = level.length; width > 1; width /= 2) {
            for (int i = 0; i < width / 2; i++) {
                level[i] = node(level[2 * i], level[2 * i + 1]);
            }
        }
        return level[0];
    }

    /** A fresh SHA-256. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
