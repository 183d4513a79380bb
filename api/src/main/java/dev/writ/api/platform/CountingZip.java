package dev.writ.api.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;
import java.util.zip.ZipOutputStream;

/** A ZIP file that tells how many bytes it was given. */
final class CountingZip extends ZipOutputStream {
    private final LongConsumer given;
    private long total;

    CountingZip(OutputStream out, LongConsumer given) {
        super(out);
        this.given = given;
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        super.write(bytes, from, length);
        total += length;
        given.accept(total);
    }
}
