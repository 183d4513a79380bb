package dev.writ.policy.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes files as a gzip-compressed ustar archive. Equal files in equal order give equal bytes: no times, no owners. */
final class TarWriter {

    private static final int BLOCK = 512;
    private static final int MAX_NAME = 100;
    private static final int MAX_PREFIX = 155;

    private TarWriter() {}

    static byte[] write(List<BundleFile> files) {
        return write("", files);
    }

    /** With a prefix before each path: OPA writes a slash there. */
    static byte[] write(String prefix, List<BundleFile> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new BestGzip(bytes)) {
            for (BundleFile file : files) {
                out.write(header(prefix + file.path(), file.content().length));
                out.write(file.content());
                out.write(new byte[(BLOCK - file.content().length % BLOCK) % BLOCK]);
            }
            out.write(new byte[2 * BLOCK]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(ByteArrayOutputStream bytes) throws IOException {
            super(bytes);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    private static byte[] header(String path, int size) {
        byte[] header = new byte[BLOCK];
        int cut = nameStart(path);
        put(header, 0, path.substring(cut));
        put(header, 345, cut == 0 ? "" : path.substring(0, cut - 1));
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, String.format("%011o", size));
        put(header, 136, "00000000000");
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        return header;
    }

    /** Where the name starts that fits its field, with what is before it in the prefix field. */
    private static int nameStart(String path) {
        if (length(path) <= MAX_NAME) {
            return 0;
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (length(path.substring(slash + 1)) <= MAX_NAME && length(path.substring(0, slash)) <= MAX_PREFIX) {
                return slash + 1;
            }
        }
        throw BundleException.of("path `" + path + "` is too long for an archive", "shorten the names of directories");
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
