package dev.writ.ledger.merkle;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A SHA-256 hash: 32 bytes held by value, in four big-endian words.
 *
 * @param w0 bytes 0 to 7
 * @param w1 bytes 8 to 15
 * @param w2 bytes 16 to 23
 * @param w3 bytes 24 to 31
 */
public record Hash(long w0, long w1, long w2, long w3) {
    /** Size in bytes. */
    public static final int SIZE = 32;

    /** Thirty-two zero bytes: stands for "nothing before" and is the hash of nothing. */
    public static final Hash ZERO = new Hash(0, 0, 0, 0);

    private static final int BASE64_LENGTH = 44;

    /**
     * Reads a hash.
     *
     * @throws IllegalArgumentException unless there are exactly 32 bytes
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        }
        return read(ByteBuffer.wrap(bytes));
    }

    /**
     * Reads the next 32 bytes of a buffer.
     *
     * @throws java.nio.BufferUnderflowException if there are fewer
     */
    public static Hash read(ByteBuffer in) {
        return new Hash(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    /**
     * Reads 64 lower-case hexadecimal digits.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Hash parseHex(String text) {
        if (text.length() != 2 * SIZE
                || !text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new IllegalArgumentException("a hash is written as 64 lower-case hexadecimal digits");
        }
        return of(HexFormat.of().parseHex(text));
    }

    /**
     * Reads canonical base64 (RFC 4648 section 4, padded, no stray bits).
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Hash parseBase64(String text) {
        if (text.length() != BASE64_LENGTH) {
            throw new IllegalArgumentException("a hash is written as 44 base64 characters, not " + text.length());
        }
        Hash hash = of(Base64.getDecoder().decode(text));
        if (!hash.base64().equals(text)) {
            throw new IllegalArgumentException("the base64 text `" + text + "` is not canonical");
        }
        return hash;
    }

    /** A fresh array of the 32 bytes. */
    public byte[] bytes() {
        byte[] bytes = new byte[SIZE];
        write(ByteBuffer.wrap(bytes));
        return bytes;
    }

    /**
     * Writes the 32 bytes.
     *
     * @throws java.nio.BufferOverflowException if there is no room
     */
    public void write(ByteBuffer out) {
        out.putLong(w0).putLong(w1).putLong(w2).putLong(w3);
    }

    /** Sixty-four lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    /** Forty-four base64 characters, as in checkpoints and proofs. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    @Override
    public String toString() {
        return hex();
    }
}
