package dev.writ.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.writ.api.PostgresServer;
import dev.writ.api.SharedPostgres;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.PostgresDatabase;
import java.nio.file.Path;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A database with a log from before there was a search index. */
@ExtendWith(SharedPostgres.class)
class MigrationTest {
    @TempDir
    private Path dir;

    @Test
    void entriesFromBeforeTheIndexAreMarked() {
        try (DataFolder folder = DataFolder.open(dir)) {
            marked(folder.database());
        }
    }

    @Test
    void andOnPostgres(PostgresServer server) {
        marked(PostgresDatabase.at(server.address(server.freshDatabase()), Optional.empty()));
    }

    private static void marked(Database database) {
        try (HikariDataSource connections = database.open(4, 10_000)) {
            Flyway.configure().dataSource(connections).target("3").load().migrate();
            DSLContext sql = DSL.using(database.jooq().derive(connections));
            sql.execute("insert into ledger_head (tenant, size, root, range_nodes, last_leaf, last_time) values"
                    + " ('main', 7, '', '', '', 0), ('empty', 0, '', '', '', 0)");
            sql.execute("insert into ledger_outbox (tenant, principal, idem_key, fingerprint, draft) values"
                    + " ('main', 'service', 'k', '', '')");
            Flyway.configure().dataSource(connections).load().migrate();
            assertThat(sql.fetch("select tenant, next, upto from ledger_unindexed").stream()
                            .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2)))
                    .containsExactly("main 0 8");
            assertThat(sql.fetchCount(DSL.table("ledger_outbox"), DSL.condition("terms is null")))
                    .isEqualTo(1);
        }
    }
}
