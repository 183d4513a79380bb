package dev.writ.api.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Objects;
import java.util.Properties;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * Connections to a PostgreSQL whose commits are durable, and that do not wait for ever. Every new connection is looked at, since
 * a setting may come from the server, the database, the role or the URL, and may change while the service runs.
 */
final class DurablePostgres extends AbstractDriverBasedDataSource {
    private static final String LOGIN_SECONDS = "10";
    private static final String ANSWER_SECONDS = "60";

    /**
     * A session that waits for a lock gives up, and one whose client has vanished in the middle of a transaction is ended: it may
     * hold the lock on the head of a log, and every other node waits for that one.
     */
    private static final String PREPARE = """
        select set_config('lock_timeout', '10s', false), set_config('idle_in_transaction_session_timeout', '30s', false)
        """;

    private static final String NOT_DURABLE = """
        select name, source from pg_settings where name in ('fsync', 'synchronous_commit') and setting = 'off' order by name
        """;

    /** What the URL says wins, where it says something. */
    DurablePostgres(PostgresAddress address) {
        setUrl(address.url());
        setUsername(address.user());
        var defaults = new Properties();
        defaults.setProperty("ApplicationName", "writ");
        defaults.setProperty("tcpKeepAlive", "true");
        defaults.setProperty("loginTimeout", LOGIN_SECONDS);
        defaults.setProperty("socketTimeout", ANSWER_SECONDS);
        setConnectionProperties(defaults);
    }

    /** A commit that may be lost although it was acknowledged. */
    static final class NotDurable extends SQLNonTransientConnectionException {
        private static final long serialVersionUID = 1L;

        NotDurable(String message) {
            super(message);
        }
    }

    @Override
    protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
        Connection connection = DriverManager.getConnection(Objects.requireNonNull(getUrl()), properties);
        try {
            prepare(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(PREPARE);
            try (var rows = statement.executeQuery(NOT_DURABLE)) {
                if (rows.next()) {
                    throw new NotDurable("has `" + rows.getString(1) + "=off` (set by: " + rows.getString(2)
                            + "), so that a crash would lose what was acknowledged: set it to `on`");
                }
            }
        }
    }
}
