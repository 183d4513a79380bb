package dev.writ.policy.builtin.crypto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that nobody changes, equal where their content is. */
public final class Bytes {

    static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** These bytes, which must not be changed afterwards. */
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes);
    }

    /** The bytes themselves, to be read only. */
    public byte[] array() {
        return bytes;
    }

    int size() {
        return bytes.length;
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Only how many there are, because some are secret. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
