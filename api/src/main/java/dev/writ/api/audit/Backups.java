package dev.writ.api.audit;

import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.EmbeddedCopy;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.durable.DurableFile;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.SignedCheckpoint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Copies of the embedded database, taken while the service runs: {@code backups/<time>-<size>.zip} in the data folder, each with a
 * {@code .checkpoint} beside it, which the log in the copy extends. Keys and pin are not in them. One copy is taken at a time.
 */
@Component
class Backups {
    /** Most copies in the folder, so that callers cannot fill the disk; what is older is moved elsewhere. */
    static final int MOST = 32;

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final String FOLDER = "backups";
    private static final String SUFFIX = ".zip";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final DataSource connections;
    private final Database database;
    private final DataFolder data;
    private final Logs logs;
    private final Clock clock;
    private final ReentrantLock one = new ReentrantLock();

    Backups(DataSource connections, Database database, DataFolder data, Logs logs, Clock clock) {
        this.connections = connections;
        this.database = database;
        this.data = data;
        this.logs = logs;
        this.clock = clock;
    }

    /**
     * A copy on stable storage.
     *
     * @param file where it is
     * @param bytes its size
     * @param head of the log before the copy was begun
     */
    record Backup(Path file, long bytes, Checkpoint head) {}

    /** Takes a copy; leaves with a problem if that is not possible here, or now. */
    Backup take(Tenant tenant) {
        if (!one.tryLock()) {
            throw Problem.conflict("backup.under_way", "a backup is being taken", "wait until it is done")
                    .raise();
        }
        try {
            return takeAlone(tenant);
        } catch (IOException | SQLException e) {
            LOG.error("a backup failed", e);
            throw Problem.unavailable(
                            "backup.failed",
                            "the backup could not be written",
                            "see that the disk of the data folder has room, and the service's log for the reason")
                    .raise();
        } finally {
            one.unlock();
        }
    }

    private Backup takeAlone(Tenant tenant) throws IOException, SQLException {
        SignedCheckpoint before = logs.of(tenant)
                .view()
                .checkpoint()
                .orElseThrow(() -> Problem.unavailable(
                                "ledger.no_checkpoint", "the log has no checkpoint yet", "try again in a moment")
                        .raise());
        long size = before.checkpoint().size();
        Path folder = data.path().resolve(FOLDER);
        Path file = folder.resolve(TIME.format(clock.instant()) + "-" + size + SUFFIX);
        Path draft = folder.resolve("." + file.getFileName() + ".tmp");
        EmbeddedCopy copy = database.copy(connections)
                .orElseThrow(() -> Problem.conflict(
                                "backup.not_here",
                                "the database is on a server, which takes its own backups",
                                "use `pg_dump` or `pg_basebackup`; see docs/guides/backup.md")
                        .raise());
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        requireRoom(folder);
        try {
            write(draft, copy);
            DurableFile.replace(folder.resolve(file.getFileName() + ".checkpoint"), before.bytes());
            DurableFile.moveInto(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
        LOG.info("took a backup of at least {} entries: {}", size, file);
        return new Backup(file, Files.size(file), before.checkpoint());
    }

    private static void requireRoom(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.filter(file -> file.toString().endsWith(SUFFIX)).count() >= MOST) {
                throw Problem.conflict(
                                "backup.too_many",
                                "there are " + MOST + " backups in the data folder",
                                "move them to another machine, where backups belong")
                        .raise();
            }
        }
    }

    private static void write(Path draft, EmbeddedCopy copy) throws IOException, SQLException {
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        copy.to(draft);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
