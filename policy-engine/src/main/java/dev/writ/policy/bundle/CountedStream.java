package dev.writ.policy.bundle;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read from a stream, and ends with an error, or ends, after so many. */
final class CountedStream extends FilterInputStream {
    private final long limit;
    private long count;
    private boolean ends;

    /** More was read than may be. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        private TooLong() {
            super("too long");
        }
    }

    CountedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    /** This stream, which ends where the limit is reached; closing it does not close what it reads from. */
    InputStream upToLimit() {
        ends = true;
        return this;
    }

    /** How many bytes may still be read. */
    long left() {
        return limit - count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (ends && left() == 0) {
            return -1;
        }
        int wanted = ends ? (int) Math.min(length, left()) : length;
        int read = super.read(bytes, offset, wanted);
        count += Math.max(read, 0);
        if (count > limit) {
            throw new TooLong();
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        return n <= 0 || read() < 0 ? 0 : 1;
    }

    @Override
    public void close() throws IOException {
        if (!ends) {
            super.close();
        }
    }
}
