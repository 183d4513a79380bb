package dev.writ.api.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to an H2 file, which is synced at the end and then let go of. If H2 were to close it, it would give up the versions before
 * the newest and move chunks into their place: a power loss just then could leave neither.
 */
final class EmbeddedPool extends HikariDataSource {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPool.class);

    EmbeddedPool(HikariConfig config) {
        super(config);
    }

    @Override
    public void close() {
        if (!isClosed()) {
            letGo();
        }
        super.close();
    }

    private void letGo() {
        try (Connection connection = getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
            // The other connections find the database closed: that is meant so, and no error for H2's own file.
            statement.execute("SET TRACE_LEVEL_FILE 0");
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException e) {
            LOG.debug("H2 closes the file itself", e);
        }
    }
}
