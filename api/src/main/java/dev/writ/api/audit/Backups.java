package dev.writ.api.audit;

import dev.writ.api.operation.Progress;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.EmbeddedCopy;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Copies of the embedded database, taken while the service runs: {@code backups/<time>-<size>.zip} in the data folder, each with a
 * {@code .checkpoint} of each log beside it, which that log in the copy extends. Keys and pin are not in them. One copy is taken at a time.
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
    private final Tenants tenants;
    private final Clock clock;
    private final ReentrantLock one = new ReentrantLock();

    Backups(DataSource connections, Database database, DataFolder data, Logs logs, Tenants tenants, Clock clock) {
        this.connections = connections;
        this.database = database;
        this.data = data;
        this.logs = logs;
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * A copy on stable storage.
     *
     * @param file where it is
     * @param bytes its size
     * @param heads of all logs before the copy was begun, that of the main one first
     */
    record Backup(Path file, long bytes, List<Checkpoint> heads) {}

    /** Leaves with a problem if a copy cannot be taken here, or now. */
    void requirePossible() {
        if (one.isLocked()) {
            throw underWay().raise();
        }
        copy();
        try {
            requireRoom(folder());
        } catch (IOException e) {
            throw failed(e).raise();
        }
    }

    /**
     * Takes a copy; leaves with a problem if that is not possible here, or now.
     *
     * @param progress hears of bytes of the database
     */
    Backup take(Progress progress) {
        if (!one.tryLock()) {
            throw underWay().raise();
        }
        try {
            return takeAlone(progress);
        } catch (IOException | SQLException e) {
            throw failed(e).raise();
        } finally {
            one.unlock();
        }
    }

    private static Problem underWay() {
        return Problem.conflict("backup.under_way", "a backup is being taken", "wait until it is done");
    }

    private static Problem failed(Exception e) {
        LOG.error("a backup failed", e);
        return Problem.unavailable(
                "backup.failed",
                "the backup could not be written",
                "see that the disk of the data folder has room, and the service's log for the reason");
    }

    private EmbeddedCopy copy() {
        return database.copy(connections)
                .orElseThrow(() -> Problem.conflict(
                                "backup.not_here",
                                "the database is on a server, which takes its own backups",
                                "use `pg_dump` or `pg_basebackup`; see docs/guides/backup.md")
                        .raise());
    }

    private Path folder() throws IOException {
        Path folder = data.path().resolve(FOLDER);
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return folder;
    }

    private Backup takeAlone(Progress progress) throws IOException, SQLException {
        Map<Tenant, SignedCheckpoint> before = new LinkedHashMap<>();
        tenants.all().forEach(tenant -> before.put(tenant, head(tenant)));
        long size = Objects.requireNonNull(before.get(Tenant.MAIN)).checkpoint().size();
        EmbeddedCopy copy = copy();
        Path folder = folder();
        Path file = folder.resolve(TIME.format(clock.instant()) + "-" + size + SUFFIX);
        Path draft = folder.resolve("." + file.getFileName() + ".tmp");
        requireRoom(folder);
        try {
            write(draft, copy, progress);
            for (Map.Entry<Tenant, SignedCheckpoint> head : before.entrySet()) {
                DurableFile.replace(beside(file, head.getKey()), head.getValue().bytes());
            }
            DurableFile.moveInto(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
        LOG.info("took a backup of at least {} entries of the main log: {}", size, file);
        return new Backup(
                file,
                Files.size(file),
                before.values().stream().map(SignedCheckpoint::checkpoint).toList());
    }

    /** Where the head of a log is that the copy extends. */
    private static Path beside(Path file, Tenant tenant) {
        String log = tenant.equals(Tenant.MAIN) ? "" : "." + tenant.name();
        return file.resolveSibling(file.getFileName() + log + ".checkpoint");
    }

    private SignedCheckpoint head(Tenant tenant) {
        return logs.of(tenant)
                .view()
                .checkpoint()
                .orElseThrow(() -> Problem.unavailable(
                                "ledger.no_checkpoint",
                                "the log `" + tenant.name() + "` has no checkpoint yet",
                                "try again in a moment")
                        .raise());
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

    private void write(Path draft, EmbeddedCopy copy, Progress progress) throws IOException, SQLException {
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        long size = Files.size(Path.of(database.place()));
        copy.to(draft, copied -> progress.at(copied, size));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
