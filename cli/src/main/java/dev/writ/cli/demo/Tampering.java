package dev.writ.cli.demo;

import dev.writ.cli.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Does what somebody with access to the database file can do: changes a stored decision, both the row that is there for
 * searching and the bytes of its entry, so that they agree.
 */
final class Tampering {
    private static final String DENY = "\"outcome\":\"deny\"";
    private static final String ALLOW = "\"outcome\":\"allow\"";

    private Tampering() {}

    /** Turns the decision at that index from deny into allow. */
    static void denyToAllow(Path dataDir, String log, long index) {
        String url = "jdbc:h2:file:" + dataDir.resolve("writ")
                + ";IFEXISTS=TRUE;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        try (Connection database = DriverManager.getConnection(url, "sa", "")) {
            String entry = read(database, log, index);
            if (!entry.contains(DENY)) {
                throw new Failure("entry `" + index + "` is not the denial that was to be changed: " + entry);
            }
            write(database, log, index, entry.replace(DENY, ALLOW));
            rewriteRow(database, log, index);
        } catch (SQLException e) {
            throw new Failure("cannot change the stopped service's database: " + e.getMessage());
        }
    }

    private static String read(Connection database, String log, long index) throws SQLException {
        try (PreparedStatement query =
                database.prepareStatement("select bytes from ledger_entry where tenant = ? and seq = ?")) {
            query.setString(1, log);
            query.setLong(2, index);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new Failure("the database has no entry `" + index + "`");
                }
                return new String(rows.getBytes(1), StandardCharsets.UTF_8);
            }
        }
    }

    private static void write(Connection database, String log, long index, String entry) throws SQLException {
        try (PreparedStatement update =
                database.prepareStatement("update ledger_entry set bytes = ? where tenant = ? and seq = ?")) {
            update.setBytes(1, entry.getBytes(StandardCharsets.UTF_8));
            update.setString(2, log);
            update.setLong(3, index);
            if (update.executeUpdate() != 1) {
                throw new Failure("entry `" + index + "` was not changed");
            }
        }
    }

    private static void rewriteRow(Connection database, String log, long index) throws SQLException {
        try (PreparedStatement update =
                database.prepareStatement("update decision set outcome = 'allow' where tenant = ?"
                        + " and draft_key = (select idem_key from ledger_key where tenant = ? and seq = ?)")) {
            update.setString(1, log);
            update.setString(2, log);
            update.setLong(3, index);
            if (update.executeUpdate() != 1) {
                throw new Failure("the row of the decision at entry `" + index + "` was not changed");
            }
        }
    }
}
