package dev.writ.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.PostgresServer;
import dev.writ.api.RunningService;
import dev.writ.api.SharedPostgres;
import dev.writ.api.platform.PostgresAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows of an older backup come back beside the log: the next start erases them again before it serves. */
@Tag("faults")
@ExtendWith(SharedPostgres.class)
class RestoredErasuresTest {
    private static final List<String> TABLES = List.of("payload", "decision", "ledger_term", "idempotency");

    @TempDir
    private Path folder;

    @Test
    void aRestoreOfEverythingBesideTheLogBringsNothingBack() throws SQLException {
        erasedAgain(Optional.empty(), true);
    }

    @Test
    void aRestoreOfTheValuesAloneBringsNothingBack() throws SQLException {
        erasedAgain(Optional.empty(), false);
    }

    @Test
    void norDoesItOnPostgres(PostgresServer server) throws SQLException {
        erasedAgain(Optional.of(server.address(server.freshDatabase())), true);
    }

    private void erasedAgain(Optional<PostgresAddress> database, boolean everything) throws SQLException {
        String auditor;
        String id;
        String kept;
        long index;
        long keptIndex;
        try (RunningService service = RunningService.start(RunningService.options(folder, database))) {
            Client admin = service.bootstrap();
            Client asker = service.principal(admin, "ana", List.of("requester"), List.of("evaluate", "read"));
            Client officer = service.principal(admin, "officer", List.of("privacy-officer"), List.of("erase"));
            auditor = token(service.principal(admin, "auditor", List.of("auditor"), List.of("read")));
            var decided = ask(asker, "patient-1", "Idempotency-Key", "k");
            id = decided.text("context", "id");
            index = decided.number("context", "ledger", "index");
            var other = ask(asker, "patient-1");
            kept = other.text("context", "id");
            keptIndex = other.number("context", "ledger", "index");
            for (String table : TABLES) {
                sql(service, "create table old_" + table + " as select * from " + table);
            }
            officer.post(
                            "/api/v1/ledger/erasures",
                            "{\"entry\":" + index + ",\"fields\":[\"all\"],\"basis\":\"GDPR Art. 17\"}")
                    .expect(201);
            sql(service, "delete from payload", "insert into payload select * from old_payload");
            if (everything) {
                sql(
                        service,
                        "delete from decision",
                        "insert into decision select * from old_decision",
                        "delete from idempotency",
                        "insert into idempotency select * from old_idempotency",
                        "insert into ledger_term select * from old_ledger_term o where not exists (select 1 from"
                                + " ledger_term t where t.tenant = o.tenant and t.term = o.term and t.seq = o.seq)",
                        "delete from erased_field",
                        "delete from erasure");
            }
            assertThat(count(
                            service,
                            "payload where draft_key = (select draft_key from decision where id = '" + id + "')"))
                    .isEqualTo(3);
        }
        try (RunningService service = RunningService.start(RunningService.options(folder, database))) {
            Client reader = service.client().withToken(auditor);
            assertThat(count(
                            service,
                            "payload where draft_key = (select draft_key from decision where id = '" + id + "')"))
                    .isZero();
            var shown = reader.get("/api/v1/decisions/" + id).expect(200);
            assertThat(shown.body()).doesNotContain("ana").doesNotContain("patient");
            assertThat(reader.get("/api/v1/decisions/" + kept).expect(200).text("subject", "id"))
                    .isEqualTo("ana");
            var found = reader.get("/api/v1/ledger/entries?resource=patient-1").expect(200);
            assertThat(found.items("items")).hasSize(1);
            assertThat(found.number("items", "0", "index")).isEqualTo(keptIndex);
            assertThat(count(service, "idempotency where request_digest = 'erased'"))
                    .isEqualTo(1);
            assertThat(count(service, "erased_field where seq = " + index)).isEqualTo(3);
            assertThat(reader.get("/api/v1/ledger/entries/" + index).expect(200).body())
                    .contains("\"state\":\"erased\"")
                    .doesNotContain("kept")
                    .doesNotContain("missing");
        }
        try (RunningService service = RunningService.start(RunningService.options(folder, database))) {
            assertThat(count(service, "erasure")).isEqualTo(1);
        }
    }

    private static Client.Answer ask(Client asker, String resource, String... headers) {
        return asker.post(
                        "/access/v1/evaluation",
                        "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":"
                                + "{\"type\":\"dataset\",\"id\":\"" + resource + "\"}}",
                        headers)
                .expect(200);
    }

    @Test
    void entriesFromBeforeTheIndexAreAddedAtAStart() throws SQLException {
        String auditor;
        long index;
        try (RunningService service = RunningService.start(folder)) {
            Client admin = service.bootstrap();
            Client asker = service.principal(admin, "ana", List.of("requester"), List.of("evaluate", "read"));
            auditor = token(service.principal(admin, "auditor", List.of("auditor"), List.of("read")));
            index = ask(asker, "old").number("context", "ledger", "index");
            sql(
                    service,
                    "delete from ledger_term",
                    "insert into ledger_unindexed select tenant, 0, size from ledger_head");
            assertThat(service.client()
                            .withToken(auditor)
                            .get("/api/v1/ledger/entries?actor=ana")
                            .items("items"))
                    .isEmpty();
        }
        try (RunningService service = RunningService.start(folder)) {
            Client reader = service.client().withToken(auditor);
            var found = reader.get("/api/v1/ledger/entries?resource=old&type=decision&actor=ana")
                    .expect(200);
            assertThat(found.number("items", "0", "index")).isEqualTo(index);
            assertThat(count(service, "ledger_unindexed")).isZero();
        }
    }

    private static String token(Client client) {
        return client.request("/")
                .build()
                .headers()
                .firstValue("Authorization")
                .orElseThrow()
                .substring("Bearer ".length());
    }

    private static void sql(RunningService service, String... statements) throws SQLException {
        try (Connection database = service.context().getBean(DataSource.class).getConnection();
                Statement statement = database.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private static long count(RunningService service, String from) throws SQLException {
        try (Connection database = service.context().getBean(DataSource.class).getConnection();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
