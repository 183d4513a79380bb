package dev.writ.api.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.zip.ZipOutputStream;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to an H2 file. A version of it is stored here and nowhere else, and only while nobody changes rows, so that whatever a
 * killed process leaves is a state between transactions. H2 by itself would also store in the background, when a transaction ends with
 * much in memory, and in the middle of a statement: it is kept from that.
 */
final class EmbeddedPool extends HikariDataSource {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPool.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How long what nobody waits for is not on the disk, in milliseconds. */
    private static final long STORE_MILLIS = 500;

    /** Failures one after the other, before there is a warning: what fails once is tried again. */
    private static final int TOO_OFTEN = 5;

    /** Chunks are written anew, this much at a time, once less than this part of the file is in use. */
    private static final int FILL_PERCENT = 50;

    private static final int REWRITE_BYTES = 4 << 20;

    /** How often the disk is told how far back a start after a power loss may go, in milliseconds; so long versions are kept for it. */
    private static final long VOUCH_MILLIS = 1_000;

    /**
     * What may be changed between two versions before H2 stores one by itself, in bytes beyond its own limit of some 19 MB: it is in
     * memory. H2 multiplies by up to four without looking for an overflow.
     */
    private static final int UNSAVED_BYTES =
            (int) Math.min(500_000_000, Runtime.getRuntime().maxMemory() / 4);

    private final Optional<PowerLoss> powerLoss;
    private final StoreGate gate = new StoreGate(PATIENCE);
    private final AtomicBoolean syncFailed = new AtomicBoolean();
    private final AtomicInteger notStored = new AtomicInteger();
    private final AtomicInteger notVouched = new AtomicInteger();
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable KeptVersions opened;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("writ-h2-writer").factory());

    /**
     * Opens them.
     *
     * @param powerLoss what is told of versions that are on stable storage, so that no older ones need to be kept
     */
    EmbeddedPool(HikariConfig config, Optional<PowerLoss> powerLoss) {
        super(config);
        this.powerLoss = powerLoss;
        var _ = writer.scheduleWithFixedDelay(this::storeInBackground, 0, STORE_MILLIS, TimeUnit.MILLISECONDS);
        var _ = writer.scheduleWithFixedDelay(this::vouch, VOUCH_MILLIS, VOUCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return gate.watch(super.getConnection());
    }

    /**
     * Stores a version with everything that was committed before the call. Others go on while it is written.
     *
     * @throws SQLTransientConnectionException if it never began, since there was no connection, or the others' were in use for too long
     * @throws SQLException if it failed
     */
    void stage() throws SQLException {
        stage(versions());
    }

    private void stage(KeptVersions versions) throws SQLException {
        try {
            gate.alone(() -> collect(versions));
        } catch (MVStoreException e) {
            throw new SQLException("the file cannot be written: " + e.getMessage(), e);
        }
    }

    /** Only this is of one moment: threads of H2's write what was collected. */
    private static void collect(KeptVersions versions) {
        MVStore store = versions.store();
        if (store.tryCommit() < 0) {
            // There is nothing to store, or H2 cannot begin at once.
            store.commit();
        }
        versions.keepNewest();
        store.registerUnsavedMemory(-UNSAVED_BYTES - store.getUnsavedMemory());
    }

    /**
     * Returns once all versions that were stored before the call are on stable storage. Others go on meanwhile.
     *
     * @throws SQLTransientConnectionException if it never began, since there was no connection
     * @throws SQLException if it failed: what is on the disk is unknown
     */
    void sync() throws SQLException {
        sync(versions());
    }

    private void sync(KeptVersions versions) throws SQLException {
        long newest = versions.newest();
        write(versions.store());
        force(versions.store());
        versions.synced(newest);
    }

    /** Returns once H2's threads have written what was collected. */
    private static void write(MVStore store) throws SQLException {
        try {
            store.executeFilestoreOperation(() -> {});
        } catch (MVStoreException e) {
            throw new SQLException("the file cannot be written: " + e.getMessage(), e);
        }
    }

    /** A sync may succeed after one that failed though pages were dropped, so that no other is tried. */
    private void force(MVStore store) throws SQLException {
        if (syncFailed.get()) {
            throw new SQLException("the file could not be synced before");
        }
        try {
            store.sync();
        } catch (MVStoreException e) {
            syncFailed.set(true);
            throw new SQLException("the file cannot be synced: " + e.getMessage(), e);
        }
    }

    /**
     * Writes a copy of the whole file into a ZIP file while others read and write. Whatever was committed before the call is in it.
     *
     * @param file exists and is empty
     * @param copied hears how many bytes of the database are in the copy
     */
    void copyTo(Path file, LongConsumer copied) throws SQLException, IOException {
        KeptVersions versions = versions();
        MVStore store = versions.store();
        // Nothing is written over from here on: neither what the copy needs nor, while it is read, a part that was
        // copied already.
        store.setReuseSpace(false);
        try (ZipOutputStream zip = new CountingZip(Files.newOutputStream(file), copied)) {
            stage(versions);
            write(store);
            store.getFileStore().backup(zip);
        } catch (MVStoreException e) {
            throw new SQLException("the file cannot be copied: " + e.getMessage(), e);
        } finally {
            store.setReuseSpace(true);
        }
    }

    /** Synced as well: what nobody waits for is on the disk soon, and older versions need not be kept any more. */
    private void storeInBackground() {
        try {
            KeptVersions versions = versions();
            MVStore store = versions.store();
            store.compact(FILL_PERCENT, REWRITE_BYTES);
            if (store.hasUnsavedChanges()) {
                stage(versions);
                sync(versions);
            }
            notStored.set(0);
        } catch (SQLException | RuntimeException e) {
            if (notStored.incrementAndGet() == TOO_OFTEN) {
                LOG.warn("what nobody waits for is not stored in the background for now: {}", e.getMessage());
            }
        }
    }

    /** Older versions are given up only once the disk knows that nothing will go back to them. */
    private void vouch() {
        try {
            KeptVersions versions = versions();
            OptionalLong synced = versions.newestSynced();
            if (synced.isPresent()) {
                if (powerLoss.isPresent()) {
                    powerLoss.get().synced(synced.getAsLong());
                }
                versions.giveUpBefore(synced.getAsLong());
            }
            notVouched.set(0);
        } catch (SQLException | IOException | RuntimeException e) {
            if (notVouched.incrementAndGet() == TOO_OFTEN) {
                LOG.warn("all versions of the file are kept for now, so that it grows: {}", e.getMessage());
            }
        }
    }

    /** H2 opens the file anew after a failure, so that this may be another one each time. */
    private KeptVersions versions() throws SQLTransientConnectionException {
        MVStore store = store();
        opening.lock();
        try {
            KeptVersions known = opened;
            if (known != null && known.store().equals(store)) {
                return known;
            }
            KeptVersions versions = new KeptVersions(store);
            opened = versions;
            return versions;
        } finally {
            opening.unlock();
        }
    }

    private MVStore store() throws SQLTransientConnectionException {
        try (Connection connection = super.getConnection()) {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            MVStore store = session.getDatabase().getStore().getMvStore();
            store.setAutoCommitDelay(Integer.MAX_VALUE);
            return store;
        } catch (SQLException e) {
            throw new SQLTransientConnectionException("the database gives no connection", e);
        }
    }

    /**
     * Syncs the file and lets go of it. If H2 were to close it, it would give up the versions before the newest and move chunks into their
     * place: a power loss just then could leave neither.
     */
    @Override
    public void close() {
        if (!isClosed()) {
            writer.close();
            letGo();
        }
        super.close();
    }

    private void letGo() {
        try {
            stage();
            sync();
            try (Connection connection = super.getConnection();
                    Statement statement = connection.createStatement()) {
                // The other connections find the database closed: that is meant so, and no error for H2's own file.
                statement.execute("SET TRACE_LEVEL_FILE 0");
                statement.execute("SHUTDOWN IMMEDIATELY");
            }
        } catch (SQLException e) {
            LOG.debug("H2 closes the file itself", e);
        }
    }
}
