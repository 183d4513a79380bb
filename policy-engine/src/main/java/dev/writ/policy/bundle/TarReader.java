package dev.writ.policy.bundle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Reads files from a gzip-compressed tar archive (POSIX ustar, with the long names of pax and GNU). Links and devices
 * are refused, and reading stops as soon as a limit is passed, so that a small archive cannot fill the memory.
 */
final class TarReader {

    private static final int BLOCK = 512;
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final BundleLimits limits;
    private final InputStream in;
    private final boolean forValues;
    private final List<BundleFile> files = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();
    private long total;
    private int entries;
    private String longName = "";

    private TarReader(String name, InputStream in, BundleLimits limits, boolean forValues) {
        this.name = name;
        this.in = in;
        this.limits = limits;
        this.forValues = forValues;
    }

    /**
     * All files.
     *
     * @param forValues whether the text of large data documents is not needed
     * @throws IOException if {@code archive} cannot be read
     */
    static List<BundleFile> all(String name, InputStream archive, BundleLimits limits, boolean forValues)
            throws IOException {
        InputStream counted = new CountedStream(archive, limits.maxArchiveBytes());
        try (InputStream in = new BufferedInputStream(new GZIPInputStream(counted, BUFFER), BUFFER)) {
            return new TarReader(name, in, limits, forValues).run();
        } catch (CountedStream.TooLong e) {
            throw BundleException.of(
                    "`" + name + "` has more than " + limits.maxArchiveBytes() + " bytes, which is the limit",
                    "keep large documents out of the bundle");
        } catch (IOException e) {
            throw BundleException.of(
                    "`" + name + "` is no complete `.tar.gz`: " + FileFailure.reason(e),
                    "build or copy the bundle again");
        }
    }

    private List<BundleFile> run() throws IOException {
        byte[] header = in.readNBytes(BLOCK);
        while (header.length == BLOCK && !isEmpty(header)) {
            entry(header);
            header = in.readNBytes(BLOCK);
        }
        if (header.length != BLOCK) {
            throw new IOException("it ends inside of the archive");
        }
        drain();
        return files;
    }

    /** Reads what follows the end mark, so that the checksum of the compression is verified. */
    private void drain() throws IOException {
        byte[] buffer = new byte[8192];
        long padding = 0;
        int count = in.read(buffer);
        while (count >= 0) {
            padding += count;
            if (padding > limits.maxFileBytes()) {
                throw new IOException("too much follows the end of the archive");
            }
            count = in.read(buffer);
        }
    }

    private void entry(byte[] header) throws IOException {
        entries++;
        if (entries > limits.maxEntries()) {
            throw tooLarge("more than " + limits.maxEntries() + " entries");
        }
        checkSum(header);
        long size = number(header, 124, 12);
        total += size;
        if (size > limits.maxFileBytes() || total > limits.maxTotalBytes()) {
            throw tooLarge("more than " + limits.maxFileBytes() + " bytes a file or " + limits.maxTotalBytes()
                    + " bytes in all");
        }
        String path = longName.isEmpty() ? path(header) : longName;
        char type = (char) header[156];
        if (type == 'x' || type == 'L') {
            byte[] content = content((int) size);
            longName = type == 'L' ? text(content, 0, content.length) : paxPath(content);
            return;
        }
        longName = "";
        switch (type) {
            case '0', '\0' -> {
                if (path.endsWith("/")) {
                    content((int) size);
                } else {
                    file(path, (int) size);
                }
            }
            case '5', 'g' -> content((int) size);
            default ->
                throw BundleException.of(
                        "`" + name + "` has a link or device `" + path + "`", "put regular files into the bundle only");
        }
    }

    private void file(String entry, int size) throws IOException {
        String path = EntryPaths.normalized(name, entry);
        if (!paths.add(path)) {
            throw BundleException.of("`" + name + "` has two files `" + path + "`", "build the bundle again");
        }
        boolean large = forValues && size >= DataDocument.WHOLE && BundleFile.isData(path);
        files.add(large ? document(path, size) : new BundleFile(path, content(size)));
    }

    private BundleFile document(String path, int size) throws IOException {
        CountedStream content = new CountedStream(in, size);
        BundleFile file = BundleFile.parsed(path, content.upToLimit());
        if (content.left() > 0) {
            throw new IOException("it ends inside of a file");
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        return file;
    }

    private byte[] content(int size) throws IOException {
        byte[] content = in.readNBytes(size);
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        if (content.length != size) {
            throw new IOException("it ends inside of a file");
        }
        return content;
    }

    private static String path(byte[] header) {
        String name = text(header, 0, 100);
        boolean ustar = text(header, 257, 5).equals("ustar") && header[262] == 0;
        String prefix = ustar ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** Records of a pax header are {@code length key=value\n}. */
    private static String paxPath(byte[] content) throws IOException {
        String path = "";
        int at = 0;
        while (at < content.length) {
            int space = at;
            while (space < content.length && content[space] != ' ') {
                space++;
            }
            String digits = new String(content, at, space - at, StandardCharsets.US_ASCII);
            int length = digits.matches("[0-9]{1,7}") ? Integer.parseInt(digits) : 0;
            if (length <= space - at || at + length > content.length) {
                throw new IOException("it has a malformed pax header");
            }
            String record = new String(content, space + 1, at + length - space - 1, StandardCharsets.UTF_8);
            path = record.startsWith("path=") ? record.substring(5).stripTrailing() : path;
            at += length;
        }
        return path;
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private static long number(byte[] header, int from, int length) throws IOException {
        String digits = text(header, from, length).strip();
        if (!digits.matches("[0-7]{1,11}")) {
            throw new IOException("it has a malformed number in a header");
        }
        return Long.parseLong(digits, 8);
    }

    private static void checkSum(byte[] header) throws IOException {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
        }
        if (sum != number(header, 148, 8)) {
            throw new IOException("it has a header with a wrong checksum");
        }
    }

    private static boolean isEmpty(byte[] header) {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private BundleException tooLarge(String what) {
        return BundleException.of(
                "`" + name + "` unpacks to " + what + ", which is beyond the limits",
                "keep large documents out of the bundle");
    }
}
