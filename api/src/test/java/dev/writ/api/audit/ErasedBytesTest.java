package dev.writ.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.Client;
import dev.writ.api.PostgresServer;
import dev.writ.api.RunningService;
import dev.writ.api.SharedPostgres;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.PostgresDatabase;
import dev.writ.api.platform.StartFailure;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.entry.Salt;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Erased values leave the embedded database's file, and what is left of them cannot be guessed. */
@ExtendWith(SharedPostgres.class)
class ErasedBytesTest {
    @TempDir
    private Path folder;

    private final String mark = UUID.randomUUID().toString();

    /** What an attacker would like to find in the folder: values, salts, and digests without salt. */
    private record Traces(List<byte[]> values, List<byte[]> salts, List<byte[]> digests, Map<String, Json> known) {}

    @Test
    void afterACompactionNothingOfAnErasedValueIsInTheFolder() throws Exception {
        Traces traces;
        Entry entry;
        String auditor;
        String id;
        try (RunningService service = RunningService.start(folder)) {
            Client admin = service.bootstrap();
            Client asker = service.principal(admin, "ana", List.of("requester"), List.of("evaluate", "read"));
            Client officer = service.principal(admin, "officer", List.of("privacy-officer"), List.of("erase"));
            Client reader = service.principal(admin, "auditor", List.of("auditor"), List.of("read"));
            auditor = token(reader);
            var decided = asker.post(
                            "/access/v1/evaluation",
                            "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":"
                                    + "{\"type\":\"dataset\",\"id\":\"" + mark + "\"}}",
                            "Idempotency-Key",
                            "k")
                    .expect(200);
            id = decided.text("context", "id");
            long index = decided.number("context", "ledger", "index");
            entry = Entry.parse(reader.get("/api/v1/ledger/entries/" + index)
                    .expect(200)
                    .at("entry")
                    .canonical());
            traces = traces(service, id);
            sql(service, "checkpoint sync");
            assertThat(found(traces.values()))
                    .as("what is looked for can be found")
                    .isNotEmpty();
            assertThat(found(traces.salts())).hasSize(3);
            assertThat(found(traces.digests())).hasSize(3);
            assertThat(guessed(entry, traces.known())).containsExactlyInAnyOrder("facts", "request", "result");
            officer.post(
                            "/api/v1/ledger/erasures",
                            "{\"entry\":" + index + ",\"fields\":[\"all\"],\"basis\":\"GDPR Art. 17\"}")
                    .expect(201);
        }

        try (DataFolder stopped = DataFolder.openExisting(folder)) {
            OfflineCompaction.run(stopped.database());
        }

        assertThat(found(traces.values())).isEmpty();
        assertThat(found(traces.salts())).isEmpty();
        assertThat(found(traces.digests())).isEmpty();
        assertThat(guessed(entry, traces.known()))
                .as("whoever knows the exact values cannot even confirm them")
                .isEmpty();
        try (RunningService service = RunningService.start(folder)) {
            Client reader = service.client().withToken(auditor);
            assertThat(reader.get("/api/v1/decisions/" + id).expect(200).body()).doesNotContain(mark);
        }
    }

    @Test
    void aServerIsLeftToItsOwnMeans(PostgresServer server) {
        var database = PostgresDatabase.at(server.address(server.freshDatabase()), Optional.empty());
        assertThatThrownBy(() -> OfflineCompaction.run(database))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("vacuum full payload");
    }

    private Traces traces(RunningService service, String id) throws SQLException {
        List<byte[]> values = new ArrayList<>(List.of(mark.getBytes(StandardCharsets.US_ASCII)));
        List<byte[]> salts = new ArrayList<>();
        Map<String, Json> known = new java.util.HashMap<>();
        List<byte[]> digests = new ArrayList<>();
        try (Connection database = service.context().getBean(DataSource.class).getConnection();
                Statement statement = database.createStatement()) {
            String row = " from decision where id = '" + id + "'";
            try (ResultSet rows = statement.executeQuery(
                    "select field, salt, content from payload where draft_key = (select draft_key" + row + ")")) {
                while (rows.next()) {
                    salts.add(rows.getBytes(2));
                    values.add(rows.getBytes(3));
                    known.put(rows.getString(1), new StrictJson().read(Bytes.of(rows.getBytes(3))));
                }
            }
            try (ResultSet rows = statement.executeQuery("select request_digest, facts_digest" + row)) {
                rows.next();
                digests.add(rows.getString(1).getBytes(StandardCharsets.US_ASCII));
                digests.add(rows.getString(2).getBytes(StandardCharsets.US_ASCII));
            }
            try (ResultSet rows =
                    statement.executeQuery("select request_digest from idempotency where result_id = '" + id + "'")) {
                rows.next();
                digests.add(rows.getString(1).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return new Traces(values, salts, digests, known);
    }

    /** Which of the given bytes are in some file of the folder. */
    private List<byte[]> found(List<byte[]> wanted) throws IOException {
        List<String> files = files().map(ErasedBytesTest::latin).toList();
        return wanted.stream()
                .filter(bytes -> files.stream().anyMatch(text -> text.contains(latin(bytes))))
                .toList();
    }

    /** Fields whose exact value fits their commitment under any 32 bytes that are in some file of the folder. */
    private Set<String> guessed(Entry entry, Map<String, Json> known) throws IOException {
        Set<String> fields = new HashSet<>();
        for (byte[] file : files().toList()) {
            Bytes all = Bytes.of(file);
            for (Map.Entry<String, Json> value : known.entrySet()) {
                Hash commitment = entry.draft().commitments().get(value.getKey());
                var attempt = new Attempt(value.getKey(), value.getValue());
                for (int at = 0; at + Salt.SIZE <= file.length && !fields.contains(value.getKey()); at++) {
                    if (attempt.under(all.slice(at, at + Salt.SIZE)).equals(commitment)) {
                        fields.add(value.getKey());
                    }
                }
            }
        }
        return fields;
    }

    /** The bytes that a commitment hashes, prepared once, since there are many salts to try. */
    private static final class Attempt {
        private static final int SALT_AT = "writ/commit/v1\n".length();

        private final byte[] text;

        Attempt(String field, Json value) {
            byte[] name = field.getBytes(StandardCharsets.US_ASCII);
            byte[] content = value.canonical().toArray();
            text = new byte[SALT_AT + Salt.SIZE + 2 + name.length + content.length];
            System.arraycopy("writ/commit/v1\n".getBytes(StandardCharsets.US_ASCII), 0, text, 0, SALT_AT);
            text[SALT_AT + Salt.SIZE + 1] = (byte) name.length;
            System.arraycopy(name, 0, text, SALT_AT + Salt.SIZE + 2, name.length);
            System.arraycopy(content, 0, text, text.length - content.length, content.length);
            Salt none = new Salt(Bytes.of(new byte[Salt.SIZE]));
            assertThat(under(none.bytes())).isEqualTo(new PayloadField(field, none, value).commitment());
        }

        Hash under(Bytes salt) {
            System.arraycopy(salt.toArray(), 0, text, SALT_AT, Salt.SIZE);
            return TreeHash.sha256(Bytes.of(text));
        }
    }

    private Stream<byte[]> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<byte[]> all = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.add(Files.readAllBytes(file));
            }
            return all.stream();
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void sql(RunningService service, String text) throws SQLException {
        try (Connection database = service.context().getBean(DataSource.class).getConnection();
                Statement statement = database.createStatement()) {
            statement.execute(text);
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
}
