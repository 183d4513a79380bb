package dev.writ.api.platform;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An H2 file that is looked at without a change of a single byte: transactions that had not ended are undone in memory.
 *
 * @param file nobody writes to it
 * @param acknowledged what is looked for
 */
record VersionFile(Path file, Acknowledged acknowledged) {
    private static final Logger LOG = LoggerFactory.getLogger(VersionFile.class);
    private static final String READ_ONLY = ";ACCESS_MODE_DATA=r;TRACE_LEVEL_FILE=0";

    /** Names of the maps of tables and of indexes beside them. */
    private static final Pattern ROWS = Pattern.compile("(table|index)\\.[0-9]+");

    /** Whether H2 says that the file is damaged; not if it cannot be opened for another reason. */
    boolean isDamaged() {
        try (Connection _ = connections().getConnection()) {
            return false;
        } catch (SQLException e) {
            return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                    .anyMatch(cause ->
                            cause instanceof SQLException sql && sql.getErrorCode() == ErrorCode.FILE_CORRUPTED_1);
        }
    }

    /** What is in it; empty if that cannot be read. */
    Optional<Acknowledged.Version> content() {
        JdbcDataSource connections = connections();
        // Held, so that H2 opens the file once.
        try (Connection _ = connections.getConnection()) {
            return Optional.of(acknowledged.in(database(), connections));
        } catch (SQLException | RuntimeException e) {
            LOG.debug("`{}` cannot be read", file, e);
            return Optional.empty();
        }
    }

    /** Whether every row of every table, and every entry of every index, can be read. */
    boolean readsWhole() {
        try (Connection connection = connections().getConnection()) {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            MVStore store = session.getDatabase().getStore().getMvStore();
            for (String name : store.getMapNames()) {
                if (ROWS.matcher(name).matches()) {
                    readAll(store.openMap(name));
                }
            }
            return true;
        } catch (SQLException | RuntimeException e) {
            LOG.debug("`{}` does not read whole", file, e);
            return false;
        }
    }

    private static void readAll(MVMap<Object, Object> map) {
        for (Cursor<Object, Object> cursor = map.cursor(null); cursor.hasNext(); ) {
            cursor.next();
        }
    }

    private EmbeddedDatabase database() {
        return new EmbeddedDatabase(file, Optional.empty());
    }

    private JdbcDataSource connections() {
        JdbcDataSource connections = new JdbcDataSource();
        connections.setURL(database().connections().getJdbcUrl() + READ_ONLY);
        connections.setUser(EmbeddedDatabase.USER);
        return connections;
    }
}
