package dev.writ.api.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions that an H2 file still holds, one after the other shown by a copy of the file. H2 writes a chunk of whole blocks for each version,
 * with a header at its begin and a footer at its end, and writes over chunks that no version of {@link KeptVersions} needs. A version
 * is shown by blanking those of all newer chunks, and naming it in the header of the file.
 */
final class StoreVersions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreVersions.class);
    private static final int BLOCK = 4096;
    private static final int FOOTER = 128;
    private static final int HEADER_BLOCKS = 2;
    private static final Pattern HEADER = Pattern.compile("chunk:[0-9a-f]+,[^\n]*\n");
    private static final Pattern PAIR = Pattern.compile("([a-zA-Z]+):([0-9a-f]{1,16})(?=[,\\s]|$)");
    private static final Pattern FILE_HEADER = Pattern.compile("(H:2,[^\n]*),fletcher:([0-9a-f]{1,8})\n");
    private static final Pattern BEGIN = Pattern.compile("(chunk|block|version|clean):");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final FileChannel file;
    private final FileChannel shown;
    private final Path copy;
    private final List<Chunk> chunks;

    private StoreVersions(FileChannel file, FileChannel shown, Path copy) throws IOException {
        this.file = file;
        this.shown = shown;
        this.copy = copy;
        this.chunks = chunks(file);
        long size = file.size();
        for (long at = 0; at < size; ) {
            at += file.transferTo(at, size - at, shown.position(at));
        }
    }

    /** Where a version lies, in blocks. */
    private record Chunk(long id, long block, long length, long version) {
        long last() {
            return block + length - 1;
        }

        boolean covers(long other) {
            return block <= other && other <= last();
        }
    }

    /**
     * Reads which there are. Until this is closed, no other process can open the file with H2.
     *
     * @param copy will show one; replaced if there is one
     * @throws IOException if somebody else has the file open, or there is no room for a copy
     */
    static StoreVersions of(Path file, Path copy) throws IOException {
        Files.deleteIfExists(copy);
        FileChannel from = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(from, file);
            FileChannel to = FileChannel.open(
                    copy,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            return of(from, to, copy);
        } catch (IOException e) {
            from.close();
            throw e;
        }
    }

    private static StoreVersions of(FileChannel from, FileChannel to, Path copy) throws IOException {
        try {
            return new StoreVersions(from, to, copy);
        } catch (IOException e) {
            to.close();
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    /** Released when the channel is closed. */
    private static void lock(FileChannel channel, Path file) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("`{}` is open in this process", file, e);
        }
        throw new IOException("`" + file + "` is open elsewhere");
    }

    /** The version that H2 opens a file at; empty if it opens none. The file is not changed. */
    static OptionalLong current(Path file) throws IOException {
        if (Files.notExists(file) || Files.size(file) == 0) {
            return OptionalLong.empty();
        }
        try (MVStore store =
                new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
            return OptionalLong.of(store.getCurrentVersion());
        } catch (MVStoreException e) {
            return OptionalLong.empty();
        }
    }

    /** The newest versions, newest first. */
    List<Long> newest(int most) {
        return chunks.stream()
                .map(Chunk::version)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(most)
                .toList();
    }

    /**
     * Changes the copy, so that it shows a version. Nobody else may have written to it.
     *
     * @return whether H2 opens the copy, at this version, and all chunks are there that the version needs
     */
    boolean show(long version) throws IOException {
        for (Chunk chunk : chunks) {
            if (chunk.version() <= version) {
                restore(chunk.block());
                restore(chunk.last());
            }
        }
        for (Chunk chunk : chunks) {
            if (chunk.version() > version) {
                blank(chunk.block());
                blank(chunk.last());
            }
        }
        writeHeader(version);
        Optional<List<Chunk>> used = used(version);
        // Bytes that somebody stored may look like a chunk within one that is in use: they are not to be blanked.
        for (Chunk chunk : used.orElse(List.of())) {
            for (Chunk newer : chunks) {
                if (newer.version() > version) {
                    restoreWithin(chunk, newer.block());
                    restoreWithin(chunk, newer.last());
                }
            }
        }
        return used.isPresent();
    }

    /**
     * Lets H2 begin with a version. By itself it begins with the chunk that the header of the file names, or the one at its end, and takes an
     * older one that it meets so for the newest, where the header names one that did not reach the disk.
     */
    private void writeHeader(long version) throws IOException {
        Optional<String> header = header(0).or(() -> header(1));
        Optional<Chunk> begin =
                chunks.stream().filter(chunk -> chunk.version() == version).findFirst();
        if (header.isEmpty() || begin.isEmpty()) {
            return;
        }
        Chunk chunk = begin.get();
        String text = Stream.concat(
                        Arrays.stream(header.get().split(",", -1))
                                .filter(pair -> !BEGIN.matcher(pair).lookingAt()),
                        Stream.of(
                                "chunk:" + Long.toHexString(chunk.id()),
                                "block:" + Long.toHexString(chunk.block()),
                                "version:" + Long.toHexString(chunk.version())))
                .collect(Collectors.joining(","));
        byte[] line = (text + ",fletcher:" + Integer.toHexString(checksum(text)) + "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int copies = 0; copies < HEADER_BLOCKS; copies++) {
            write(copies, ByteBuffer.wrap(Arrays.copyOf(line, BLOCK)));
        }
    }

    /** One of the two headers of the file, without its checksum; empty if that is not right. */
    private Optional<String> header(long block) {
        try {
            String text = text(read(file, block * BLOCK, BLOCK));
            Matcher line = FILE_HEADER.matcher(text);
            return line.lookingAt() && Integer.parseUnsignedInt(line.group(2), 16) == checksum(line.group(1))
                    ? Optional.of(line.group(1))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int checksum(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return DataUtils.getFletcher32(bytes, 0, bytes.length);
    }

    /** Whether H2 opens the file at this version, as it is. The copy shows it as it is afterwards. */
    boolean isFound(long version) throws IOException {
        for (Chunk chunk : chunks) {
            restore(chunk.block());
            restore(chunk.last());
        }
        for (int copies = 0; copies < HEADER_BLOCKS; copies++) {
            restore(copies);
        }
        return used(version).isPresent();
    }

    private void restoreWithin(Chunk used, long block) throws IOException {
        if (used.covers(block)) {
            restore(block);
        }
    }

    /** The chunks that a version needs beside its own; empty if H2 does not open the copy at this version, or one is not there. */
    private Optional<List<Chunk>> used(long version) {
        try (MVStore store =
                new MVStore.Builder().fileName(copy.toString()).readOnly().open()) {
            if (store.getCurrentVersion() != version) {
                return Optional.empty();
            }
            List<Chunk> used = new ArrayList<>();
            store.getLayoutMap().forEach((key, value) -> {
                if (key.startsWith("chunk.")
                        && !pairs(value).getOrDefault("livePages", -1L).equals(0L)) {
                    chunk(value).ifPresent(used::add);
                }
            });
            return Set.copyOf(chunks).containsAll(used) ? Optional.of(used) : Optional.empty();
        } catch (MVStoreException e) {
            return Optional.empty();
        }
    }

    private void blank(long block) throws IOException {
        write(block, ByteBuffer.allocate(BLOCK));
    }

    private void restore(long block) throws IOException {
        write(block, read(file, block * BLOCK, BLOCK));
    }

    private void write(long block, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            shown.write(bytes, block * BLOCK + bytes.position());
        }
    }

    /** Every block is looked at: a chunk that was torn may lie over older ones, whose headers are still there. */
    private static List<Chunk> chunks(FileChannel file) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        long blocks = file.size() / BLOCK;
        for (long block = HEADER_BLOCKS; block < blocks; block++) {
            String header = text(read(file, block * BLOCK, 1024));
            Matcher line = HEADER.matcher(header);
            if (line.lookingAt()) {
                Optional<Chunk> chunk = chunk(line.group().stripTrailing() + ",block:" + Long.toHexString(block));
                if (chunk.isPresent() && fits(chunk.get(), blocks) && hasFooter(file, chunk.get())) {
                    chunks.add(chunk.get());
                }
            }
        }
        return chunks;
    }

    private static boolean fits(Chunk chunk, long blocks) {
        return chunk.length() > 0 && chunk.length() <= blocks - chunk.block();
    }

    private static boolean hasFooter(FileChannel file, Chunk chunk) throws IOException {
        Map<String, Long> footer = pairs(text(read(file, (chunk.last() + 1) * BLOCK - FOOTER, FOOTER)));
        return footer.getOrDefault("version", -1L) == chunk.version()
                && footer.getOrDefault("len", -1L) == chunk.length();
    }

    private static Optional<Chunk> chunk(String text) {
        Map<String, Long> values = pairs(text);
        Long id = values.get("chunk");
        Long block = values.get("block");
        Long length = values.get("len");
        Long version = values.get("version");
        return id == null || block == null || length == null || version == null
                ? Optional.empty()
                : Optional.of(new Chunk(id, block, length, version));
    }

    private static Map<String, Long> pairs(String text) {
        Map<String, Long> pairs = new HashMap<>();
        PAIR.matcher(text)
                .results()
                .forEach(pair -> pairs.put(pair.group(1), Long.parseUnsignedLong(pair.group(2), 16)));
        return pairs;
    }

    private static ByteBuffer read(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {}
        return bytes.flip();
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }

    @Override
    public void close() throws IOException {
        file.close();
        shown.close();
    }
}
