package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.evidence.Signed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody changes rows behind the service's back: it must not say what the log does not, nor decide on it. */
class TamperedRowsTest {
    private static final String TYPE = "https://writ.dev/evidence/evaluation/v1";

    @TempDir
    private Path folder;

    private RunningService service;
    private Client admin;
    private Client asker;
    private Client auditor;

    @BeforeEach
    void start() {
        service = RunningService.start(folder);
        admin = service.bootstrap();
        asker = service.principal(admin, "ana", List.of("requester"), List.of("evaluate", "read"));
        auditor = service.principal(admin, "auditor", List.of("auditor"), List.of("read"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aDecisionThatWasChangedIsNotShown() throws SQLException {
        String id = ask("{\"type\":\"dataset\",\"id\":\"secret\"}");
        String outcome = "update decision set outcome = 'allow' where id = '" + id + "'";
        String back = "update decision set outcome = 'deny' where id = '" + id + "'";
        auditor.get("/api/v1/decisions/" + id).expect(200);

        sql(outcome);
        auditor.get("/api/v1/decisions/" + id).expectProblem(500, "ledger.contradiction");
        auditor.get("/api/v1/decisions?outcome=allow").expectProblem(500, "ledger.contradiction");
        sql(back);
        auditor.get("/api/v1/decisions/" + id).expect(200);

        for (String column : List.of(
                "caller_id",
                "subject_type",
                "subject_id",
                "action_name",
                "resource_type",
                "resource_id",
                "policy_set")) {
            sql("alter table decision add column kept varchar", "update decision set kept = " + column);
            sql("update decision set " + column + " = 'other' where id = '" + id + "'");
            assertThat(auditor.get("/api/v1/decisions/" + id).status())
                    .as(column)
                    .isEqualTo(500);
            sql("update decision set " + column + " = kept", "alter table decision drop column kept");
        }
        auditor.get("/api/v1/decisions/" + id).expect(200);
    }

    @Test
    void aValueBesideTheLogThatWasChangedIsNotShown() throws SQLException {
        String id = ask("{\"type\":\"dataset\",\"id\":\"secret\"}");

        sql("update payload set content = X'7b7d' where field = 'facts' and draft_key = (select draft_key from"
                + " decision where id = '"
                + id + "')");

        auditor.get("/api/v1/decisions/" + id).expectProblem(500, "ledger.contradiction");
    }

    @Test
    void evidenceThatWasChangedDecidesNothing() throws SQLException {
        Client trainer = service.principal(admin, "trainer", List.of("producer"), List.of("submit"));
        Signed key = new Signed("key-1");
        admin.post("/api/v1/producers", key.registration("trainer")).expect(201);
        trainer.post(
                        "/api/v1/evidence",
                        key.envelope(Signed.statement("model", TYPE, "{\"metrics\":{\"accuracy\":0.5}}")))
                .expect(201);
        String better = key.envelope(Signed.statement("model", TYPE, "{\"metrics\":{\"accuracy\":0.99}}"));
        String model = "{\"type\":\"model\",\"id\":\"model:1\",\"properties\":{\"digest\":\"sha256:"
                + Signed.digest("model") + "\"}}";
        ask(model);

        sql("update payload set content = stringtoutf8('" + better + "') where field = 'envelope'");

        asker.post("/access/v1/evaluation", request(model)).expect(500);
    }

    @Test
    void aValueThatIsMissingWithoutAnErasureIsNamed() throws SQLException {
        String id = ask("{\"type\":\"dataset\",\"id\":\"secret\"}");
        long index = index(id);
        Client officer = service.principal(admin, "officer", List.of("privacy-officer"), List.of("erase"));

        sql("delete from payload where field = 'request' and draft_key = (select draft_key from decision where id = '"
                + id + "')");

        String named = "`request` of entry `" + index + "` is missing";
        assertThat(auditor.get("/api/v1/decisions/" + id)
                        .expectProblem(500, "ledger.missing_value")
                        .text("detail"))
                .startsWith(named);
        assertThat(auditor.get("/ledger/main/pack?disclose=facts&index=" + index)
                        .expectProblem(500, "ledger.missing_value")
                        .text("detail"))
                .startsWith(named);
        assertThat(auditor.get("/api/v1/ledger/entries/" + index).expect(200).body())
                .contains("{\"field\":\"request\",\"state\":\"missing\"}");
        officer.post("/api/v1/ledger/erasures", erasure(index)).expectProblem(500, "ledger.missing_value");
    }

    @Test
    void aRowThatClaimsAnErasureOfWhichTheLogDoesNotTellCountsForNothing() throws SQLException {
        String id = ask("{\"type\":\"dataset\",\"id\":\"secret\"}");
        long index = index(id);
        long other = index(ask("{\"type\":\"dataset\",\"id\":\"other\"}"));
        Client officer = service.principal(admin, "officer", List.of("privacy-officer"), List.of("erase"));
        long by = officer.post("/api/v1/ledger/erasures", erasure(other))
                .expect(201)
                .number("ledger", "index");
        String made = "00000000-0000-0000-0000-000000000001";

        sql(
                "delete from payload where field = 'request' and draft_key = (select draft_key from decision where id = '"
                        + id + "')",
                "insert into erasure (tenant, id, seq) values ('main', '" + made + "', " + by + ")",
                "insert into erased_field (tenant, seq, field, erasure_id) values ('main', " + index + ", 'request', '"
                        + made + "')");

        auditor.get("/api/v1/decisions/" + id).expectProblem(500, "ledger.missing_value");
    }

    private long index(String decision) {
        return auditor.get("/api/v1/decisions/" + decision).expect(200).number("ledger", "index");
    }

    private static String erasure(long entry) {
        return "{\"entry\":" + entry + ",\"fields\":[\"request\"],\"basis\":\"GDPR Art. 17\"}";
    }

    private String ask(String resource) {
        return asker.post("/access/v1/evaluation", request(resource))
                .expect(200)
                .text("context", "id");
    }

    private static String request(String resource) {
        return "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":" + resource
                + "}";
    }

    private void sql(String... statements) throws SQLException {
        try (Connection database = service.context().getBean(DataSource.class).getConnection();
                Statement statement = database.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }
}
