package dev.writ.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * A file system for H2 whose power can be cut at any time, while the database goes on. It knows what {@code force} has brought to
 * stable storage; of all that was written since then, a cut keeps any part. That a file exists is durable at once.
 */
public final class CuttableDisk implements AutoCloseable {
    private final String scheme =
            "cut" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final Map<String, CuttableFile> files = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Runnable> beforeSync = new AtomicReference<>();
    private final CutPath root = new CutPath(scheme + ":/", FilePath.get("/"));

    private CuttableDisk() {}

    /** Makes one and tells H2 of it. */
    public static CuttableDisk open() {
        CuttableDisk disk = new CuttableDisk();
        FilePath.register(disk.root);
        return disk;
    }

    /** The URL of an H2 file, on this disk. */
    public String url(String jdbc) {
        return jdbc.replaceFirst("^jdbc:h2:file:", "jdbc:h2:" + scheme + ":");
    }

    /**
     * What a power cut leaves of a file now.
     *
     * @param unit what is kept or forgotten as a whole
     * @param kept the part of the unsynced changes that had reached the disk, from 0 to 1; which ones is random
     */
    public byte[] cut(Path path, CuttableFile.Unit unit, Random random, double kept) {
        return file(path).cut(unit, random, kept);
    }

    /** How many changes of a file a power cut may forget now. */
    public int unsynced(Path path) {
        return file(path).unsynced();
    }

    private CuttableFile file(Path path) {
        CuttableFile file = files.get(path.toString());
        if (file == null) {
            throw new IllegalStateException("`" + path + "` was never opened on this disk: " + files.keySet());
        }
        return file;
    }

    /** Runs something once, when the next sync begins: all that it is to bring to stable storage is still at stake. */
    public void beforeSync(Runnable action) {
        beforeSync.set(action);
    }

    @Override
    public void close() {
        FilePath.unregister(root);
    }

    /** A path on this disk, over the same path of the real one. */
    private final class CutPath extends FilePath {
        private final FilePath base;

        CutPath(String name, FilePath base) {
            this.name = name;
            this.base = base;
        }

        private CutPath over(FilePath path) {
            return new CutPath(scheme + ":" + path.toString(), path);
        }

        @Override
        public String getScheme() {
            return scheme;
        }

        @Override
        public FilePath getPath(String path) {
            return over(FilePath.get(path.substring(scheme.length() + 1)));
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            String path = base.toString();
            byte[] before = base.exists() ? Files.readAllBytes(Path.of(path)) : new byte[0];
            return new CutChannel(
                    base.open(mode), files.computeIfAbsent(path, key -> new CuttableFile(before)), beforeSync);
        }

        @Override
        public long size() {
            return base.size();
        }

        @Override
        public void moveTo(FilePath to, boolean replace) {
            throw new UnsupportedOperationException("move " + name);
        }

        @Override
        public boolean createFile() {
            return base.createFile();
        }

        @Override
        public boolean exists() {
            return base.exists();
        }

        @Override
        public void delete() {
            files.remove(base.toString());
            base.delete();
        }

        @Override
        public List<FilePath> newDirectoryStream() {
            return base.newDirectoryStream().stream().<FilePath>map(this::over).toList();
        }

        @Override
        public FilePath toRealPath() {
            return over(base.toRealPath());
        }

        @Override
        public FilePath getParent() {
            return over(base.getParent());
        }

        @Override
        public boolean isDirectory() {
            return base.isDirectory();
        }

        @Override
        public boolean isRegularFile() {
            return base.isRegularFile();
        }

        @Override
        public boolean isAbsolute() {
            return base.isAbsolute();
        }

        @Override
        public long lastModified() {
            return base.lastModified();
        }

        @Override
        public boolean canWrite() {
            return base.canWrite();
        }

        @Override
        public void createDirectory() {
            base.createDirectory();
        }

        @Override
        public boolean setReadOnly() {
            return base.setReadOnly();
        }

        @Override
        public FilePath createTempFile(String suffix, boolean inTempDir) {
            try {
                return over(base.createTempFile(suffix, inTempDir));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Tells of every write, in the order of the writes. */
    private static final class CutChannel extends FileBaseDefault {
        private final FileChannel base;
        private final CuttableFile file;
        private final AtomicReference<@Nullable Runnable> beforeSync;

        CutChannel(FileChannel base, CuttableFile file, AtomicReference<@Nullable Runnable> beforeSync) {
            this.base = base;
            this.file = file;
            this.beforeSync = beforeSync;
        }

        @Override
        public synchronized int read(ByteBuffer to, long position) throws IOException {
            return base.read(to, position);
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            byte[] bytes = new byte[from.remaining()];
            from.duplicate().get(bytes);
            file.wrote(position, bytes);
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                base.write(rest, position + rest.position());
            }
            from.position(from.limit());
            return bytes.length;
        }

        @Override
        protected synchronized void implTruncate(long length) throws IOException {
            if (length < base.size()) {
                file.truncated(length);
                base.truncate(length);
            }
        }

        /** Writes go on meanwhile. */
        @Override
        public void force(boolean metadata) throws IOException {
            Runnable action = beforeSync.getAndSet(null);
            if (action != null) {
                action.run();
            }
            long before = file.changes();
            base.force(metadata);
            file.forced(before);
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return base.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            base.close();
        }
    }
}
