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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipOutputStream;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to an H2 file. A version of it is stored here and nowhere else, and only while nobody uses a connection, so that whatever a
 * killed process leaves is a state between two statements. H2 by itself would also store in the background, when a transaction ends with
 * much in memory, and in the middle of a statement: it is kept from that.
 */
final class EmbeddedPool extends HikariDataSource {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPool.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How long what nobody waits for is not on the disk, in milliseconds. */
    private static final long STORE_MILLIS = 500;

    /** Chunks are written anew, this much at a time, once less than this part of the file is in use. */
    private static final int FILL_PERCENT = 50;

    private static final int REWRITE_BYTES = 4 << 20;

    /**
     * What may be changed between two versions before H2 stores one by itself, in bytes beyond its own limit of some 19 MB. H2 multiplies
     * by up to four without looking for an overflow.
     */
    private static final int UNSAVED_BYTES = 500_000_000;

    private final StoreGate gate = new StoreGate(PATIENCE);
    private final AtomicBoolean syncFailed = new AtomicBoolean();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("writ-h2-writer").factory());

    EmbeddedPool(HikariConfig config) {
        super(config);
        var _ = writer.scheduleWithFixedDelay(this::storeInBackground, 0, STORE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return gate.enter(super.getConnection());
    }

    /**
     * Stores a version with everything that was committed before the call. Others go on while it is written.
     *
     * @throws SQLTransientConnectionException if it never began, since there was no connection, or the others' were in use for too long
     * @throws SQLException if it failed
     */
    void stage() throws SQLException {
        stage(store());
    }

    private void stage(MVStore store) throws SQLException {
        try {
            gate.alone(() -> collect(store));
        } catch (MVStoreException e) {
            throw new SQLException("the file cannot be written: " + e.getMessage(), e);
        }
    }

    /** Only this is of one moment: threads of H2's write what was collected. */
    private static void collect(MVStore store) {
        if (store.tryCommit() < 0) {
            // There is nothing to store, or H2 cannot begin at once.
            store.commit();
        }
        store.registerUnsavedMemory(-UNSAVED_BYTES - store.getUnsavedMemory());
    }

    /**
     * Returns once all versions that were stored before the call are on stable storage. Others go on meanwhile.
     *
     * @throws SQLTransientConnectionException if it never began, since there was no connection
     * @throws SQLException if it failed: what is on the disk is unknown
     */
    void sync() throws SQLException {
        sync(store());
    }

    private void sync(MVStore store) throws SQLException {
        try {
            // Returns once H2's threads have written.
            store.executeFilestoreOperation(() -> {});
        } catch (MVStoreException e) {
            throw new SQLException("the file cannot be written: " + e.getMessage(), e);
        }
        force(store);
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
     */
    void copyTo(Path file) throws SQLException, IOException {
        MVStore store = store();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            stage(store);
            store.getFileStore().backup(zip);
        } catch (MVStoreException e) {
            throw new SQLException("the file cannot be copied: " + e.getMessage(), e);
        }
    }

    /** Synced as well: once the version that the pin vouches for is given up, the oldest one was on the disk before. */
    private void storeInBackground() {
        try {
            MVStore store = store();
            store.compact(FILL_PERCENT, REWRITE_BYTES);
            if (store.hasUnsavedChanges()) {
                stage(store);
                sync(store);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug("nothing is stored in the background", e);
        }
    }

    /** H2 opens the file anew after a failure, so that this may be another one each time. */
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
