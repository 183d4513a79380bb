package dev.writ.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.RunningService;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers and whoever supervises the process see when the database breaks under a running service. */
class BrokenDatabaseTest {
    private static final String REQUEST =
            "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"dataset\",\"id\":\"x\"}}";
    private static final String TILE = "/ledger/main/tile/0/000.p/1";

    @Test
    void everyRefusalSaysWhatGoesOn(@TempDir Path dir) throws Exception {
        try (RunningService service = RunningService.start(dir)) {
            Client admin = service.bootstrap();
            Client auditor = service.principal(admin, "auditor", List.of("auditor"), List.of("read"));
            Client ana = service.principal(admin, "ana", List.of("requester"), List.of("evaluate"));
            assertProbes(service.client(), 200, 200);

            change(service, "DELETE FROM ledger_head");
            for (int i = 0; i < 2; i++) {
                assertThat(ana.post("/access/v1/evaluation", REQUEST)
                                .expect(503)
                                .body())
                        .contains("the log has stopped")
                        .contains("tell the operator to restart the service");
            }
            assertProbes(service.client(), 503, 503);
            auditor.get(TILE).expect(200);

            change(service, "DROP TABLE ledger_entry");
            auditor.get(TILE).expectProblem(503, "ledger.unreadable");
        }
    }

    @Test
    void aLogThatCannotBeReadIsNotReady(@TempDir Path dir) throws Exception {
        try (RunningService service = RunningService.start(dir)) {
            change(service, "DROP ALL OBJECTS");
            assertProbes(service.client(), 503, 200);
        }
    }

    private static void assertProbes(Client client, int ready, int alive) {
        client.get("/actuator/health/readiness").expect(ready);
        client.get("/actuator/health/liveness").expect(alive);
        client.get("/actuator/health").expect(ready);
    }

    private static void change(RunningService service, String statement) throws SQLException {
        try (var connection = service.context().getBean(DataSource.class).getConnection();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
