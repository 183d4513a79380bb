package dev.writ.ledger.merkle;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/** The hash function of {@link TreeHash} for many hashes in a row: keeps its digest and its buffers. For one thread. */
public final class TreeHasher {
    private static final byte[] LEAF = {0};
    private static final int NODE_SIZE = 1 + 2 * Hash.SIZE;

    private final MessageDigest digest = TreeHash.digest();
    private final byte[] node = new byte[NODE_SIZE];
    private final byte[] out = new byte[Hash.SIZE];
    private final ByteBuffer outBuffer = ByteBuffer.wrap(out);

    /** {@code SHA-256(0x00 ‖ entry)} of a part of an array. */
    public Hash leaf(byte[] data, int offset, int length) {
        digest.update(LEAF, 0, 1);
        digest.update(data, offset, length);
        finish();
        outBuffer.clear();
        return Hash.read(outBuffer);
    }

    /**
     * The root of a perfect subtree over the hashes of its bottom row, one after the other, which are overwritten.
     *
     * @param row a power of two of hashes
     * @param count how many
     */
    public Hash perfect(byte[] row, int count) {
        node[0] = 1;
        for (int width = count; width > 1; width /= 2) {
            for (int i = 0; i < width / 2; i++) {
                System.arraycopy(row, i * 2 * Hash.SIZE, node, 1, 2 * Hash.SIZE);
                digest.update(node, 0, NODE_SIZE);
                finish();
                System.arraycopy(out, 0, row, i * Hash.SIZE, Hash.SIZE);
            }
        }
        return Hash.read(ByteBuffer.wrap(row, 0, Hash.SIZE));
    }

    private void finish() {
        try {
            digest.digest(out, 0, Hash.SIZE);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 hash has 32 bytes", e);
        }
    }
}
