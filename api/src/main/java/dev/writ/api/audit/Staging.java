package dev.writ.api.audit;

import dev.writ.api.platform.Database;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the appends of a log to stable storage. Each is staged when it ends, before the next one begins: the sync of it would have to wait
 * for that one otherwise. What is not staged by then a sync stages first.
 */
final class Staging {
    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);

    private final DataSource connections;
    private final Database database;
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong staged = new AtomicLong(-1);

    Staging(DataSource connections, Database database) {
        this.connections = connections;
        this.database = database;
    }

    /** A commit is about to be tried: whoever sees what it commits finds it counted. Until {@link #ended} the connection is not closed. */
    void committing() {
        commits.incrementAndGet();
    }

    /** The connection of an append is closed, whatever became of it. */
    void ended() {
        try {
            stage();
        } catch (SQLException e) {
            LOG.debug("an append is not staged yet", e);
        }
    }

    private void stage() throws SQLException {
        long count = commits.get();
        if (staged.get() < count) {
            database.stage(connections);
            staged.accumulateAndGet(count, Math::max);
        }
    }

    /**
     * Returns once everything that was appended before the call is on stable storage, and all rows that were committed before the newest
     * append.
     *
     * @throws SQLTransientConnectionException if it never began
     * @throws SQLException if it failed
     */
    void sync() throws SQLException {
        stage();
        database.sync(connections);
    }
}
