package dev.writ.ledger.merkle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of bytes with value equality: what is hashed, stored and sent. */
public final class Bytes {
    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] data;

    private Bytes(byte[] data) {
        this.data = data;
    }

    /** A copy of the given bytes. */
    public static Bytes of(byte[] data) {
        return new Bytes(data.clone());
    }

    /** A copy of a part of the given bytes, from (inclusive) and to (exclusive). */
    public static Bytes of(byte[] data, int from, int to) {
        return new Bytes(Arrays.copyOfRange(data, from, to));
    }

    /**
     * What is left of a stream.
     *
     * @param expected how many bytes that probably is
     * @param limit how many it may be
     * @throws IOException if it cannot be read or holds more
     */
    public static Bytes read(InputStream in, int expected, int limit) throws IOException {
        byte[] data = new byte[Math.min(expected, limit)];
        int size = in.readNBytes(data, 0, data.length);
        int next = in.read();
        if (next < 0) {
            return new Bytes(size == data.length ? data : Arrays.copyOf(data, size));
        }
        byte[] more = size < limit ? in.readNBytes(limit - size) : new byte[1];
        if (size + 1 + more.length > limit) {
            throw new IOException("the file is larger than " + limit + " bytes");
        }
        byte[] all = Arrays.copyOf(data, size + 1 + more.length);
        all[size] = (byte) next;
        System.arraycopy(more, 0, all, size + 1, more.length);
        return new Bytes(all);
    }

    /** What a stream has collected. */
    public static Bytes of(ByteArrayOutputStream data) {
        return new Bytes(data.toByteArray());
    }

    /** The UTF-8 form of a text. */
    public static Bytes utf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Number of bytes. */
    public int size() {
        return data.length;
    }

    /** A part, from (inclusive) and to (exclusive). */
    public Bytes slice(int from, int to) {
        return new Bytes(Arrays.copyOfRange(data, from, to));
    }

    /** The byte at a position, 0 to 255. */
    public int at(int position) {
        return data[position] & 0xff;
    }

    /** A fresh copy. */
    public byte[] toArray() {
        return data.clone();
    }

    /** A read-only view. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(data).asReadOnlyBuffer();
    }

    /** Feeds the bytes to a digest. */
    public void feed(MessageDigest digest) {
        digest.update(data);
    }

    /** The leaf hash of the bytes, by a hasher that is used for many. */
    public Hash leaf(TreeHasher hasher) {
        return hasher.leaf(data, 0, data.length);
    }

    /** Writes the bytes. */
    public void write(ByteArrayOutputStream out) {
        out.writeBytes(data);
    }

    /** The bytes read as UTF-8; broken sequences become U+FFFD, so this is for showing and for text known to be UTF-8. */
    public String text() {
        return new String(data, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(data);
    }
}
