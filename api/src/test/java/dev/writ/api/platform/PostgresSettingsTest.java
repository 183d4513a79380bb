package dev.writ.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.PostgresServer;
import dev.writ.api.SharedPostgres;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which PostgreSQL is used, and which is not. */
@ExtendWith(SharedPostgres.class)
class PostgresSettingsTest {
    private final PostgresServer server;
    private final String database;

    PostgresSettingsTest(PostgresServer server) {
        this.server = server;
        this.database = server.freshDatabase();
    }

    @Test
    void everyConnectionEndsWaitingByItself() throws SQLException {
        try (var connections = database("").open(1, 10_000);
                var connection = connections.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select current_setting('lock_timeout'),"
                        + " current_setting('idle_in_transaction_session_timeout'), current_setting('application_name'),"
                        + " current_setting('transaction_isolation')")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("10s");
            assertThat(rows.getString(2)).isEqualTo("30s");
            assertThat(rows.getString(3)).isEqualTo("writ");
            assertThat(rows.getString(4)).isEqualTo("read committed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "local", "remote_write", "remote_apply"})
    void aCommitThatIsOnThisDiskIsEnough(String level) {
        server.execute(database, "alter database " + database + " set synchronous_commit = " + level);
        database("").open(1, 10_000).close();
    }

    @Test
    void aDatabaseSetToForgetIsRefused() {
        server.execute(database, "alter database " + database + " set synchronous_commit = off");
        assertRefused("", "synchronous_commit", "database");
    }

    @Test
    void aRoleSetToForgetIsRefused() {
        String role = "r" + database;
        server.execute(
                database, "create role " + role + " login", "alter role " + role + " set synchronous_commit = off");
        var address = new PostgresAddress(server.address(database).url(), role, Optional.empty());
        assertRefused(PostgresDatabase.at(address, Optional.empty()), "synchronous_commit", "user");
    }

    @Test
    void aSessionSetToForgetIsRefused() {
        assertRefused("?options=-c%20synchronous_commit=off", "synchronous_commit", "client");
    }

    @Test
    void aConnectionThatIsOpenedLaterIsLookedAtToo() {
        try (var connections = database("").open(2, 1_000)) {
            server.execute(database, "alter database " + database + " set synchronous_commit = off");
            connections.getHikariPoolMXBean().softEvictConnections();
            assertThatThrownBy(connections::getConnection)
                    .isInstanceOf(SQLException.class)
                    .hasRootCauseInstanceOf(DurablePostgres.NotDurable.class);
        }
    }

    @Test
    void aServerThatDoesNotSyncIsRefused() {
        try (PostgresServer own = PostgresServer.start()) {
            own.execute(PostgresServer.USER, "alter system set fsync = off", "select pg_reload_conf()");
            assertRefused(
                    PostgresDatabase.at(own.address(PostgresServer.USER), Optional.empty()),
                    "fsync",
                    "configuration file");
        }
    }

    private Database database(String parameters) {
        var address = server.address(database);
        return PostgresDatabase.at(
                new PostgresAddress(address.url() + parameters, address.user(), Optional.empty()), Optional.empty());
    }

    private void assertRefused(String parameters, String setting, String source) {
        assertRefused(database(parameters), setting, source);
    }

    private static void assertRefused(Database refused, String setting, String source) {
        assertThatThrownBy(() -> refused.open(1, 10_000).close())
                .rootCause()
                .satisfies(cause -> assertThat(refused.refusal(cause))
                        .contains("the database `" + refused.place() + "` has `" + setting + "=off` (set by: " + source
                                + "), so that a crash would lose what was acknowledged: set it to `on`"));
    }
}
