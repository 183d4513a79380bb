package dev.writ.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.RunningService;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.Tenant;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The values in the folder of a stopped service, checked against an export of its log. */
class OfflineValuesTest {
    @TempDir
    private Path dir = Path.of("");

    @Test
    void everyValueIsThereOrErasedAndWhatIsMissingIsNamed() throws Exception {
        Path data = dir.resolve("data");
        long index;
        try (RunningService service = RunningService.start(data)) {
            var admin = service.bootstrap();
            Client asker = service.principal(admin, "ana", List.of("requester"), List.of("evaluate"));
            Client officer = service.principal(admin, "officer", List.of("privacy-officer"), List.of("erase"));
            index = ask(asker);
            long other = ask(asker);
            officer.post(
                            "/api/v1/ledger/erasures",
                            "{\"entry\":" + other
                                    + ",\"fields\":[\"facts\",\"request\"],\"basis\":\"GDPR Art. 17\",\"reason\":\"asked\"}")
                    .expect(201);
        }
        try (DataFolder folder = DataFolder.openExisting(data)) {
            Database database = folder.database();
            OfflineExport.run(database, Tenant.MAIN, dir.resolve("good"));
            assertThat(OfflineValues.run(database, Tenant.MAIN, dir.resolve("good")))
                    .matches("\\{\"entries\":1[0-9],\"erased\":2,\"kept\":[0-9]+,\"later\":0}");
            change(database, "delete from payload where field = 'facts'");
            assertThat(OfflineValues.run(database, Tenant.MAIN, dir.resolve("good")))
                    .contains(
                            "{\"message\":\"the value is missing, and no entry tells of its erasure\",\"place\":\"`facts` of"
                                    + " entry `" + index + "`\"}");
        }
    }

    private static long ask(Client asker) {
        return asker.post(
                        "/access/v1/evaluation",
                        "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":"
                                + "{\"type\":\"dataset\",\"id\":\"d\"}}")
                .expect(200)
                .number("context", "ledger", "index");
    }

    private static void change(Database database, String sql) throws Exception {
        try (var connections = database.open(1, 10_000);
                Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
