package dev.writ.ledger.entry;

import dev.writ.ledger.merkle.Bytes;
import java.security.SecureRandom;

/**
 * Thirty-two random bytes that keep a commitment from being guessed.
 *
 * @param bytes exactly 32
 */
public record Salt(Bytes bytes) {
    /** Size in bytes. */
    public static final int SIZE = 32;

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException unless there are 32 bytes
     */
    public Salt {
        if (bytes.size() != SIZE) {
            throw new IllegalArgumentException("a salt has 32 bytes, not " + bytes.size());
        }
    }

    /** A fresh salt; one for every field of every entry. */
    public static Salt random(SecureRandom random) {
        byte[] bytes = new byte[SIZE];
        random.nextBytes(bytes);
        return new Salt(Bytes.of(bytes));
    }

    @Override
    public String toString() {
        return "Salt[secret]";
    }
}
