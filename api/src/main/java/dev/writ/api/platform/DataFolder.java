package dev.writ.api.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds everything the service keeps, locked for one process as long as it is open. */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK = "writ.lock";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder if need be (readable by its owner only) and locks it.
     *
     * @throws StartFailure if it cannot be used, or another process uses it
     */
    public static DataFolder open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return lock(absolute);
        } catch (IOException e) {
            throw new StartFailure("cannot use the data folder `" + absolute + "`: " + reason(e)
                    + "; choose another with `--data-dir`");
        }
    }

    /** As {@link #open}, for a folder that must be there already. */
    public static DataFolder openExisting(Path path) {
        if (!Files.exists(path.resolve("writ.mv.db"))) {
            throw new StartFailure("there is no service data in `"
                    + path.toAbsolutePath().normalize() + "`; give the folder of `serve` as `--data-dir`");
        }
        return open(path);
    }

    private static DataFolder lock(Path absolute) throws IOException {
        FileChannel channel = FileChannel.open(
                absolute.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            String owner = read(channel);
            channel.close();
            throw new StartFailure("the data folder `" + absolute + "` is locked by another process" + owner
                    + "; stop that one, or choose another folder with `--data-dir`");
        }
        byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
        return new DataFolder(absolute, channel);
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(20);
        channel.read(buffer, 0);
        String pid = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "" : " (process " + pid + ")";
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName().replace("Exception", "") + (message == null ? "" : ": " + message);
    }

    /** The folder, absolute. */
    public Path path() {
        return path;
    }

    /** JDBC URL of the database in the folder; the process must hold the lock. */
    public String databaseUrl() {
        return "jdbc:h2:file:" + path.resolve("writ")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE";
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StartFailure("cannot release the data folder `" + path + "`: " + reason(e));
        }
    }
}
