package dev.writ.api.platform;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
import org.h2.mvstore.db.MVTable;
import org.h2.value.VersionedValue;
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

    /** What there is to say of a file as a whole. */
    enum Reading {
        /** Something in it cannot be read. */
        DAMAGED,
        /**
         * All can be read, and something is left of a transaction that H2 does not know any more: it does not store all maps at one
         * moment. Such a transaction was answered to nobody, and what is left of it may be in the way of another.
         */
        HALF,
        /** All can be read. */
        WHOLE
    }

    /** Reads every row of every table, and every entry of every index. */
    Reading read() {
        try (Connection connection = connections().getConnection()) {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            MVStore store = session.getDatabase().getStore().getMvStore();
            Reading reading = Reading.WHOLE;
            for (String name : store.getMapNames()) {
                if (ROWS.matcher(name).matches() && !allCommitted(store.openMap(name))) {
                    LOG.debug("`{}` in `{}` has something of an unknown transaction", name, file);
                    reading = Reading.HALF;
                }
            }
            return indexesAgree(session) ? reading : Reading.HALF;
        } catch (SQLException | RuntimeException e) {
            LOG.debug("`{}` does not read whole", file, e);
            return Reading.DAMAGED;
        }
    }

    /** Transactions that are known were undone when the file was opened. */
    private static boolean allCommitted(MVMap<Object, Object> map) {
        boolean all = true;
        for (Cursor<Object, Object> cursor = map.cursor(null); cursor.hasNext(); ) {
            cursor.next();
            all &= !(cursor.getValue() instanceof VersionedValue<?> value) || value.isCommitted();
        }
        return all;
    }

    private static boolean indexesAgree(SessionLocal session) {
        return session.getDatabase().getAllSchemas().stream()
                .flatMap(schema -> schema.getAllTablesAndViews(session).stream())
                .filter(MVTable.class::isInstance)
                .allMatch(table -> table.getIndexes().stream()
                        .allMatch(index -> index.getRowCount(session) == table.getRowCount(session)));
    }

    /**
     * Writes all rows into a file of its own, so that nothing is left of transactions that nobody knows.
     *
     * @param target not there yet
     * @param script where the rows are in between; not there yet
     * @throws SQLException if something cannot be read or written
     */
    void writeAnew(Path target, Path script) throws SQLException {
        run(connections(), "script to '" + literal(script) + "'");
        JdbcDataSource fresh = new JdbcDataSource();
        fresh.setURL(
                new EmbeddedDatabase(target, Optional.empty()).connections().getJdbcUrl());
        fresh.setUser(EmbeddedDatabase.USER);
        run(fresh, "runscript from '" + literal(script) + "'");
    }

    private static String literal(Path path) {
        return path.toString().replace("'", "''");
    }

    private static void run(JdbcDataSource connections, String sql) throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
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
