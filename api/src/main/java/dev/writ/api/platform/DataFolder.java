package dev.writ.api.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that holds everything the service keeps, locked for one process as long as it is open. */
public final class DataFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
    private static final String LOCK = "writ.lock";
    private static final String MARK = "writ.open";
    private static final String DATABASE = "writ" + EmbeddedDatabase.SUFFIX;
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final FileChannel channel;
    private final Optional<String> boot;
    private final OpenMark mark;

    private DataFolder(Path path, FileChannel channel, Optional<String> boot) {
        this.path = path;
        this.channel = channel;
        this.boot = boot;
        this.mark = new OpenMark(path.resolve(MARK), path.resolve(DATABASE));
    }

    /**
     * Makes the folder if need be and locks it. A folder that holds nothing else is closed to everybody but its owner.
     *
     * @throws StartFailure if it cannot be used, or another process uses it
     */
    public static DataFolder open(Path path) {
        return open(path, OpenMark.bootId());
    }

    /**
     * As {@link #open(Path)}.
     *
     * @param boot which start of the machine this is, to tell a power loss from the end of a process; empty if nobody knows
     */
    public static DataFolder open(Path path, Optional<String> boot) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute, PosixFilePermissions.asFileAttribute(FOLDER));
            closeToOthers(absolute);
            return lock(absolute, boot);
        } catch (IOException e) {
            throw new StartFailure("cannot use the data folder `" + absolute + "`: " + reason(e)
                    + "; choose another with `--data-dir`");
        }
    }

    /** Closes a folder that is empty or this service's own; one that is shared, as `/tmp` is, stays open to the others. */
    private static void closeToOthers(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (Files.exists(folder.resolve(LOCK)) || files.findAny().isEmpty()) {
                Files.setPosixFilePermissions(folder, FOLDER);
            }
        } catch (FileSystemException e) {
            // A mounted volume may belong to somebody else; every file with a secret is closed by itself.
            LOG.warn("the data folder `{}` stays open to others: {}", folder, e.getMessage());
        }
    }

    /** H2 makes its file as the umask says, so the file is there before H2 is. */
    private static void closeDatabaseToOthers(Path database) throws IOException {
        if (Files.exists(database)) {
            Files.setPosixFilePermissions(database, FILE);
        } else {
            Files.createFile(database, PosixFilePermissions.asFileAttribute(FILE));
        }
    }

    /** As {@link #open}, for a folder that must be there already. */
    public static DataFolder openExisting(Path path) {
        if (!Files.exists(path.resolve(DATABASE))) {
            throw new StartFailure("there is no service data in `"
                    + path.toAbsolutePath().normalize() + "`; give the folder of `serve` as `--data-dir`");
        }
        return open(path);
    }

    /** As {@link #open}, for a folder that must be there already, whatever it holds. */
    public static DataFolder openForRepair(Path path) {
        if (!Files.isDirectory(path)) {
            throw new StartFailure("there is no folder `"
                    + path.toAbsolutePath().normalize() + "`; give the folder of `serve` as `--data-dir`");
        }
        return open(path);
    }

    /** Whether the embedded database is there. */
    public boolean hasDatabase() {
        return Files.exists(path.resolve(DATABASE));
    }

    private static DataFolder lock(Path absolute, Optional<String> boot) throws IOException {
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
        return new DataFolder(absolute, channel, boot);
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

    /**
     * The embedded database of this folder, closed to everybody but its owner.
     *
     * @throws StartFailure if its file cannot be made
     */
    public Database database() {
        return database(Optional.empty());
    }

    /**
     * As {@link #database()}. After a power loss, it is rolled back when it is opened to a version that was certainly synced.
     *
     * @param acknowledged what must not be lost
     */
    public Database database(Acknowledged acknowledged) {
        return database(
                Optional.of(new PowerLoss(mark, new TornDatabase(path, path.resolve(DATABASE), acknowledged), boot)));
    }

    private Database database(Optional<PowerLoss> powerLoss) {
        Path file = path.resolve(DATABASE);
        try {
            closeDatabaseToOthers(file);
            return new EmbeddedDatabase(file, powerLoss);
        } catch (IOException e) {
            throw new StartFailure("cannot use the database `" + file + "`: " + reason(e)
                    + "; choose another folder with `--data-dir`");
        }
    }

    /** Releases the folder. The database was closed before. */
    @Override
    public void close() {
        try {
            mark.released();
            channel.close();
        } catch (IOException e) {
            throw new StartFailure("cannot release the data folder `" + path + "`: " + reason(e));
        }
    }
}
