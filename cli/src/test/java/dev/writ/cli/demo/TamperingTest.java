package dev.writ.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.cli.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TamperingTest {
    @TempDir
    private Path folder = Path.of("");

    private Connection open() throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("writ") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
        return DriverManager.getConnection(url, "sa", "");
    }

    @BeforeEach
    void fill() throws SQLException {
        try (Connection database = open();
                Statement create = database.createStatement()) {
            create.execute("create table ledger_entry (tenant varchar, seq bigint, bytes bytea)");
            create.execute("create table ledger_key (tenant varchar, idem_key varchar, seq bigint)");
            create.execute("create table decision (tenant varchar, draft_key varchar, outcome varchar)");
            create.execute("insert into ledger_key values ('main', 'third', 3), ('main', 'fourth', 4)");
            create.execute("insert into decision values ('main', 'third', 'deny'), ('main', 'fourth', 'deny')");
            insert(database, 3, "{\"outcome\":\"deny\",\"seq\":3}");
            insert(database, 4, "{\"outcome\":\"allow\",\"seq\":4}");
        }
    }

    private static void insert(Connection database, long seq, String entry) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement("insert into ledger_entry values ('main', ?, ?)")) {
            insert.setLong(1, seq);
            insert.setBytes(2, entry.getBytes(StandardCharsets.UTF_8));
            insert.execute();
        }
    }

    private String entry(long seq) throws SQLException {
        try (Connection database = open();
                Statement query = database.createStatement();
                ResultSet rows = query.executeQuery("select bytes from ledger_entry where seq = " + seq)) {
            rows.next();
            return new String(rows.getBytes(1), StandardCharsets.UTF_8);
        }
    }

    private String outcome(String draftKey) throws SQLException {
        try (Connection database = open();
                Statement query = database.createStatement();
                ResultSet rows =
                        query.executeQuery("select outcome from decision where draft_key = '" + draftKey + "'")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void changesExactlyTheOneDecision() throws SQLException {
        Tampering.denyToAllow(folder, "main", 3);

        assertThat(entry(3)).isEqualTo("{\"outcome\":\"allow\",\"seq\":3}");
        assertThat(entry(4)).isEqualTo("{\"outcome\":\"allow\",\"seq\":4}");
        assertThat(outcome("third")).isEqualTo("allow");
        assertThat(outcome("fourth")).isEqualTo("deny");
    }

    @Test
    void anythingElseIsAFailureAndNotASilentSuccess() {
        assertThatThrownBy(() -> Tampering.denyToAllow(folder, "main", 4))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("entry `4` is not the denial");
        assertThatThrownBy(() -> Tampering.denyToAllow(folder, "main", 5)).hasMessage("the database has no entry `5`");
        assertThatThrownBy(() -> Tampering.denyToAllow(folder.resolve("none"), "main", 3))
                .hasMessageStartingWith("cannot change the stopped service's database: ");
    }
}
