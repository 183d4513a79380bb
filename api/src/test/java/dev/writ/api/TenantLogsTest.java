package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.audit.PinnedLog;
import dev.writ.api.platform.PostgresAddress;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.Tenants;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What operators do with logs, done with the log of each tenant. */
@ExtendWith(SharedPostgres.class)
class TenantLogsTest {
    @TempDir
    Path dir = Path.of("");

    private static ServeOptions options(Path folder, Optional<PostgresAddress> database, Optional<Path> checkpoint) {
        ServeOptions standard = RunningService.options(folder, database);
        return new ServeOptions(
                standard.host(),
                standard.port(),
                standard.dataDir(),
                standard.postgres(),
                standard.bundle(),
                standard.origin(),
                checkpoint,
                standard.dev(),
                true,
                standard.publicUrl(),
                standard.outbound(),
                standard.tls(),
                new Tenants(List.of("acme"), Map.of()),
                standard.oidc(),
                standard.rateLimit());
    }

    private static Client admin(RunningService service, Path folder, String suffix) throws IOException {
        String secret =
                Files.readString(folder.resolve("bootstrap-token" + suffix)).strip();
        return service.client()
                .withToken(service.client()
                        .withToken(secret)
                        .post("/api/v1/bootstrap", "{\"id\":\"root\"}")
                        .expect(201)
                        .text("token"));
    }

    private static String run(int code, String... arguments) {
        var err = new ByteArrayOutputStream();
        assertThat(Writ.run(new PrintStream(err, true, StandardCharsets.UTF_8), false, arguments))
                .as(String.join(" ", arguments) + ": " + err.toString(StandardCharsets.UTF_8))
                .isEqualTo(code);
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void offlineModesWorkOnTheLogOfEachTenant() throws IOException {
        Path data = dir.resolve("data");
        try (RunningService service = RunningService.start(options(data, Optional.empty(), Optional.empty()))) {
            Client main = admin(service, data, "");
            Client acme = admin(service, data, "-acme");
            service.principal(acme, "ana", List.of("analyst"), List.of("read"));
            Client operator = service.principal(main, "operator", List.of("operator"), List.of("read"));
            assertThat(operator.get("/actuator/prometheus").expect(200).body())
                    .contains("writ_ledger_size{tenant=\"acme\"} 7.0")
                    .contains("writ_ledger_writable{tenant=\"main\"} 1.0")
                    .contains("writ_notifications_dead{tenant=\"acme\"} 0.0");
        }
        String folder = data.toString();
        run(
                0,
                "ledger-export",
                "--data-dir",
                folder,
                "--log",
                "acme",
                "--dir",
                dir.resolve("acme").toString());
        run(
                0,
                "ledger-export",
                "--data-dir",
                folder,
                "--dir",
                dir.resolve("main").toString());
        assertThat(dir.resolve("acme/checkpoint")).content().startsWith("writ.local/ledger/acme\n7\n");
        assertThat(dir.resolve("main/checkpoint")).content().startsWith("writ.local/ledger/main\n");
        run(
                0,
                "ledger-values",
                "--data-dir",
                folder,
                "--log=acme",
                "--dir",
                dir.resolve("acme").toString());
        String pack = dir.resolve("pack").toString();
        run(0, "ledger-pack", "--data-dir", folder, "--log=acme", "--index=2", "--disclose=all", "--out", pack);
        assertThat(Path.of(pack)).content().contains("ledger/acme");
        run(0, "ledger-repair", "--data-dir", folder, "--log=acme");
        run(0, "ledger-rotate-key", "--data-dir", folder, "--log=acme");
        run(0, "ledger-repair", "--data-dir", folder, "--log=acme");
        assertThat(run(1, "ledger-export", "--data-dir", folder, "--log=globex", "--dir", pack + "-2"))
                .contains("cannot be exported");

        Files.delete(data.resolve("ledger/acme/pin"));
        run(3, "ledger-repair", "--data-dir", folder, "--log=acme");
        run(0, "ledger-repair", "--data-dir", folder);
        run(
                0,
                "ledger-repair",
                "--data-dir",
                folder,
                "--log=acme",
                "--pin-from",
                dir.resolve("acme/checkpoint").toString());
    }

    @Test
    void whereAPinIsMissingOrDamagedNobodyKnowsAllThatWasAcknowledged() throws IOException {
        Path data = dir.resolve("pins");
        try (RunningService service = RunningService.start(options(data, Optional.empty(), Optional.empty()))) {
            admin(service, data, "-acme");
        }
        Path pin = data.resolve("ledger/acme/pin");
        Files.createDirectories(data.resolve("ledger/begun"));
        assertThat(PinnedLog.in(data).complete()).isTrue();
        assertThat(PinnedLog.forRepair(data).complete()).isTrue();
        Files.writeString(pin, "damaged");
        assertThat(PinnedLog.forRepair(data).complete()).isFalse();
        assertThat(PinnedLog.forRepair(data).nothing()).isFalse();
        Files.delete(pin);
        assertThat(PinnedLog.forRepair(data).complete()).isFalse();
        assertThat(PinnedLog.in(data).complete()).isFalse();
    }

    @Test
    void aBackupHoldsTheHeadsOfAllLogsAndWhatARestartCutsOffHasFailed() throws IOException, SQLException {
        Path data = dir.resolve("backed-up");
        String token;
        String cut = "01a22753-2f39-7222-9e38-69a69076561d";
        try (RunningService service = RunningService.start(options(data, Optional.empty(), Optional.empty()))) {
            Client main = admin(service, data, "");
            Client acme = admin(service, data, "-acme");
            acme.post("/api/v1/backups", "{}").expect(403);
            String begun = main.post("/api/v1/backups", "{}").expect(202).header("Location");
            Until.that("taken", () -> !main.get(begun).text("state").equals("running"));
            var taken = main.get(begun).expect(200);
            assertThat(taken.text("state")).as(taken.body()).isEqualTo("done");
            assertThat(taken.number("progress", "done")).isPositive();
            assertThat(taken.items("outcome", "checkpoints")).hasSize(2);
            Path copy = Path.of(taken.text("outcome", "file"));
            assertThat(copy).hasSize(taken.number("outcome", "bytes"));
            assertThat(copy.resolveSibling(copy.getFileName() + ".checkpoint"))
                    .content()
                    .startsWith("writ.local/ledger/main\n");
            assertThat(copy.resolveSibling(copy.getFileName() + ".acme.checkpoint"))
                    .content()
                    .startsWith("writ.local/ledger/acme\n");
            token = main.post("/api/v1/tokens", "{\"principal\":\"root\",\"scopes\":[\"admin\"]}")
                    .expect(201)
                    .text("token");
            try (Connection database =
                            service.context().getBean(DataSource.class).getConnection();
                    Statement session = database.createStatement()) {
                session.executeUpdate("insert into operation (tenant, id, kind, principal_id, state, personal, done,"
                        + " started_at, beat_at) values ('main', '" + cut + "', 'backup', 'root', 'running', false, 0,"
                        + " current_timestamp, current_timestamp)");
            }
        }
        try (RunningService again = RunningService.start(options(data, Optional.empty(), Optional.empty()))) {
            var failed = again.client()
                    .withToken(token)
                    .get("/api/v1/operations/" + cut)
                    .expect(200);
            assertThat(failed.text("state")).isEqualTo("failed");
            assertThat(failed.text("problem", "code")).isEqualTo("operation.interrupted");
        }
    }

    @Test
    void aNodeJoinsTheLogsOfAllTenants(PostgresServer server) throws IOException {
        Optional<PostgresAddress> database = Optional.of(server.address(server.freshDatabase()));
        Path first = dir.resolve("first");
        Path second = dir.resolve("second");
        Path heads = Files.createDirectory(dir.resolve("heads"));
        try (RunningService service = RunningService.start(options(first, database, Optional.empty()))) {
            Client acme = admin(service, first, "-acme");
            for (String log : List.of("main", "acme")) {
                Files.writeString(
                        heads.resolve(log),
                        service.client()
                                .get("/ledger/" + log + "/checkpoint")
                                .expect(200)
                                .body());
                Files.createDirectories(second.resolve("ledger/" + log));
                try (var files = Files.list(first.resolve("ledger/" + log))) {
                    for (Path key : files.filter(file -> file.toString().endsWith(".key"))
                            .toList()) {
                        Files.copy(key, second.resolve("ledger/" + log).resolve(key.getFileName()));
                    }
                }
            }
            try (RunningService joined = RunningService.start(options(second, database, Optional.of(heads)))) {
                Client there = acme.at(joined.client().base());
                there.put("/api/v1/groups/joined", "{\"members\":[\"root\"]}").expect(200);
                acme.get("/api/v1/groups/joined").expect(200);
            }
        }
    }

    @Test
    void whoReadsAPublicLedgerFindsTheRevokedPermitsOfEachTenant() throws IOException {
        Path data = dir.resolve("public");
        try (RunningService service = RunningService.start(options(data, Optional.empty(), Optional.empty()))) {
            Client acme = admin(service, data, "-acme");
            Client auditor = service.principal(acme, "auditor", List.of("auditor"), List.of("read"));
            String path = "/api/v1/permits/revocations";
            String main = service.client().get(path).expect(200).text("signatures", "0", "keyid");
            String other =
                    service.client().get(path + "?tenant=acme").expect(200).text("signatures", "0", "keyid");
            assertThat(other).isNotEqualTo(main);
            assertThat(service.client().get(path + "?tenant=main").expect(200).text("signatures", "0", "keyid"))
                    .isEqualTo(main);
            assertThat(auditor.get(path).expect(200).text("signatures", "0", "keyid"))
                    .isEqualTo(other);
            auditor.get(path + "?tenant=acme").expect(200);
            auditor.get(path + "?tenant=main").expectProblem(404, "tenant.unknown");
            service.client().get(path + "?tenant=globex").expectProblem(404, "tenant.unknown");
        }
    }
}
