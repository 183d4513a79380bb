package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.platform.PostgresAddress;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.SignedCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A restore cannot fork the log: the service refuses what is below its pin, {@code repair} says why, and what leads on. */
@ExtendWith(SharedPostgres.class)
@Tag("faults")
@Timeout(400)
class RepairIT {
    private static final int STARTS = 0;
    private static final int REFUSED = 1;
    private static final int NEEDS_SOMEBODY = 3;

    private final PostgresServer postgres;
    private final Acknowledged acknowledged = new Acknowledged();
    private String admin = "";
    private String auditor = "";

    @TempDir
    Path dir = Path.of("");

    RepairIT(PostgresServer postgres) {
        this.postgres = postgres;
    }

    @Test
    void anOlderDataFolderIsRefusedAndTheNewerOneGoesOn() throws Exception {
        Path data = dir.resolve("data");
        Path database = data.resolve("writ.mv.db");
        SignedCheckpoint old = serveAndAsk(Optional.empty());
        Path older = Files.copy(database, dir.resolve("older.mv.db"));
        SignedCheckpoint head = serveAndAsk(Optional.empty());
        Path newer = Files.copy(database, dir.resolve("newer.mv.db"));
        assertRepair(STARTS, Optional.empty()).contains("log `main`: fine", "start the service", "nothing was changed");

        Files.copy(older, database, StandardCopyOption.REPLACE_EXISTING);
        assertRefusedBelow(old.checkpoint(), head.checkpoint(), Optional.empty());
        Json.Obj json = json(NEEDS_SOMEBODY);
        assertThat(json.members()).containsEntry("situation", new Json.Str("rolled back"));
        assertThat(json.members()).containsEntry("starts", new Json.Bool(false));

        Files.delete(database);
        assertRepair(NEEDS_SOMEBODY, Optional.empty())
                .contains("log `main`: rolled back", "the database holds no entry", root(head));
        assertThat(database).doesNotExist();

        Files.copy(newer, database);
        assertRepair(STARTS, Optional.empty()).contains("log `main`: fine");
        serveAndAsk(Optional.empty());
        pinIsWrittenOnlyFromATrustedCheckpoint(data, old, head);
    }

    /** Goes on from a log that has grown past both checkpoints. */
    private void pinIsWrittenOnlyFromATrustedCheckpoint(Path data, SignedCheckpoint old, SignedCheckpoint head)
            throws Exception {
        Files.delete(data.resolve("ledger/main/pin"));
        assertRepair(NEEDS_SOMEBODY, Optional.empty()).contains("log `main`: pin missing", "`serve --checkpoint FILE`");
        Path junk = Files.writeString(
                dir.resolve("junk"),
                old.bytes().text().replace("\n" + old.checkpoint().size() + "\n", "\n1\n"));
        assertRepair(REFUSED, Optional.empty(), "--pin-from", junk.toString())
                .startsWith("error: no pin was written: the checkpoint is refused: ");
        Path given = Files.writeString(dir.resolve("given"), head.bytes().text());
        assertRepair(STARTS, Optional.empty(), "--pin-from", given.toString())
                .contains(
                        "log `main`: ahead of the pin",
                        "the pin was written: " + head.checkpoint().size() + " entries");
        Path lower = Files.writeString(dir.resolve("lower"), old.bytes().text());
        assertRepair(REFUSED, Optional.empty(), "--pin-from", lower.toString()).contains("a pin never goes back");
        serveAndAsk(Optional.empty());
    }

    @Test
    void anOlderPostgresqlDatabaseIsRefusedAndTheNewerOneGoesOn() throws Exception {
        String name = postgres.freshDatabase();
        SignedCheckpoint old = serveAndAsk(Optional.of(postgres.address(name)));
        postgres.execute(PostgresServer.USER, "create database older" + name + " template " + name);
        SignedCheckpoint head = serveAndAsk(Optional.of(postgres.address(name)));
        assertRefusedBelow(old.checkpoint(), head.checkpoint(), Optional.of(postgres.address("older" + name)));
        assertRepair(NEEDS_SOMEBODY, Optional.of(postgres.address(postgres.freshDatabase())))
                .contains("the database holds no entry");
        assertRepair(STARTS, Optional.of(postgres.address(name))).contains("log `main`: fine");
        serveAndAsk(Optional.of(postgres.address(name)));
    }

    private void assertRefusedBelow(Checkpoint stored, Checkpoint pinned, Optional<PostgresAddress> server) {
        try (ServiceProcess refused = run("serve", server, "--port", "0")) {
            assertThat(refused.exitCode()).as(refused.output()).isEqualTo(REFUSED);
            assertThat(refused.output())
                    .contains(
                            "the database holds " + stored.size() + " entries", "knows " + pinned.size() + " with root")
                    .contains(stored.root().base64(), pinned.root().base64());
        }
        assertRepair(NEEDS_SOMEBODY, server)
                .contains("log `main`: rolled back", "start a new log", "nothing was changed")
                .contains(
                        "the database holds " + stored.size() + " entries with root "
                                + stored.root().base64(),
                        "the pin knows " + pinned.size() + " entries with root "
                                + pinned.root().base64(),
                        "signed entries that are not in it: " + (pinned.size() - stored.size()));
    }

    private org.assertj.core.api.AbstractStringAssert<?> assertRepair(
            int code, Optional<PostgresAddress> server, String... more) {
        try (ServiceProcess repair = run("ledger-repair", server, more)) {
            assertThat(repair.exitCode()).as(repair.output()).isEqualTo(code);
            return assertThat(repair.output());
        }
    }

    private Json.Obj json(int code) throws Exception {
        try (ServiceProcess repair = run("ledger-repair", Optional.empty(), "--format", "json")) {
            assertThat(repair.exitCode()).isEqualTo(code);
            return (Json.Obj) new StrictJson().read(Bytes.utf8(repair.output()));
        }
    }

    /** Runs the service for a few decisions, and gives its head when it stopped. */
    private SignedCheckpoint serveAndAsk(Optional<PostgresAddress> server) throws Exception {
        try (ServiceProcess service = run("serve", server, "--port", "0")) {
            Client client = service.client();
            if (admin.isEmpty()) {
                admin = Acknowledged.bootstrap(client, dir.resolve("data"));
                auditor = Acknowledged.auditorToken(client.withToken(admin));
            }
            for (int i = 0; i < 5; i++) {
                assertThat(acknowledged.ask(client.withToken(admin))).isTrue();
            }
            Client reader = client.withToken(auditor);
            acknowledged.assertAllThere(reader);
            Acknowledged.verify(reader, List.of());
            String note = reader.get("/ledger/main/checkpoint").expect(200).body();
            assertThat(service.stop()).isEqualTo(143);
            return SignedCheckpoint.parse(Bytes.utf8(note));
        }
    }

    private ServiceProcess run(String mode, Optional<PostgresAddress> server, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(mode, "--data-dir", dir.resolve("data").toString()));
        server.ifPresent(address -> arguments.addAll(List.of("--db-url", address.url(), "--db-user", address.user())));
        arguments.addAll(List.of(more));
        return ServiceProcess.run(arguments.toArray(String[]::new));
    }

    private static String root(SignedCheckpoint signed) {
        return signed.checkpoint().root().base64();
    }
}
