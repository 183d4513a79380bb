package dev.writ.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.SharedService;
import dev.writ.api.SharedService.People;
import dev.writ.api.evidence.Signed;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.verify.PackReport;
import dev.writ.ledger.verify.PackVerifier;
import dev.writ.ledger.verify.ProvedEntry;
import dev.writ.ledger.verify.VerificationRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** {@code POST /api/v1/ledger/erasures}: values go, and everything that was proved stays proved. */
@ExtendWith(SharedService.class)
@Tag("database")
@ResourceLock("erasures of the shared service") // one gives up results of operations
class ErasureTest {
    private static final String PATH = "/api/v1/ledger/erasures";
    private static final String BASIS = "GDPR Art. 17(1)(b)";

    private final People people;
    private final Client auditor;
    private final Client officer;

    ErasureTest(People people) {
        this.people = people;
        this.auditor = people.auditor();
        this.officer = people.service()
                .principal(
                        people.admin(),
                        "officer-" + UUID.randomUUID(),
                        List.of("privacy-officer"),
                        List.of("erase", "read"));
    }

    private record Decided(String id, long index) {}

    private Decided decide(String resource, String... headers) {
        var answer = people.requester()
                .post("/access/v1/evaluation", request(resource), headers)
                .expect(200);
        return new Decided(answer.text("context", "id"), answer.number("context", "ledger", "index"));
    }

    private static String request(String resource) {
        return "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":"
                + "{\"type\":\"dataset\",\"id\":\"" + resource + "\"}}";
    }

    private static String body(long entry, String... fields) {
        return Client.json(Map.of(
                "entry", new Json.Num(entry), "fields", Client.texts(List.of(fields)), "basis", new Json.Str(BASIS)));
    }

    private ProvedEntry packed(long index) {
        var keys = TrustedKeys.parse(
                auditor.get("/ledger/main/keys").expect(200).body().lines().toList());
        var answer =
                auditor.get("/ledger/main/pack?disclose=all&index=" + index).expect(200);
        PackReport report = PackVerifier.verify(Bytes.of(answer.response().body()), VerificationRequest.of(keys));
        assertThat(report.finding()).isEmpty();
        return report.entries().stream().filter(ProvedEntry::asked).findFirst().orElseThrow();
    }

    private void sql(String... statements) throws SQLException {
        try (Connection database =
                        people.service().context().getBean(DataSource.class).getConnection();
                Statement statement = database.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    @Test
    void anErasedRequestIsGoneAndTheEntryStaysProved() {
        Decided decided = decide("patient-1");
        auditor.get("/api/v1/decisions?resource=patient-1").expect(200).text("items", "0", "id");

        var erased =
                officer.post(PATH, body(decided.index(), "result", "request")).expect(201);

        assertThat(erased.items("fields")).containsExactly(new Json.Str("request"), new Json.Str("result"));
        assertThat(erased.text("basis")).isEqualTo(BASIS);
        long by = erased.number("ledger", "index");
        assertThat(by).isGreaterThan(decided.index());
        var shown = auditor.get("/api/v1/decisions/" + decided.id()).expect(200);
        assertThat(shown.body()).doesNotContain("patient-1").doesNotContain("\"subject\":{\"id\"");
        assertThat(shown.text("caller")).isEqualTo("ana");
        assertThat(auditor.get("/api/v1/decisions?resource=patient-1").items("items"))
                .isEmpty();
        ProvedEntry proved = packed(decided.index());
        assertThat(proved.erased()).isEqualTo(Map.of("request", by, "result", by));
        assertThat(proved.disclosed()).containsExactly("facts");
        assertThat(proved.hidden()).isEmpty();
        assertThat(packed(by).entry().draft().body().canonical().text())
                .isEqualTo("{\"basis\":\"" + BASIS + "\",\"entry\":" + decided.index()
                        + ",\"fields\":[\"request\",\"result\"]}");
    }

    @Test
    void everythingThatIsLeftCanBeErasedAtOnceAndOnlyOnce() {
        Decided decided = decide("patient-2");
        officer.post(PATH, body(decided.index(), "result")).expect(201);

        var rest = officer.post(PATH, body(decided.index(), "all")).expect(201);

        assertThat(rest.items("fields")).containsExactly(new Json.Str("facts"), new Json.Str("request"));
        var shown = auditor.get("/api/v1/decisions/" + decided.id()).expect(200);
        assertThat(shown.text("outcome")).isEqualTo("deny");
        assertThat(shown.body())
                .doesNotContain("ana")
                .doesNotContain("patient-2")
                .doesNotContain("reasons");
        assertThat(packed(decided.index()).erased().keySet()).containsExactly("facts", "request", "result");
        var again = officer.post(PATH, body(decided.index(), "all")).expectProblem(409, "erasure.done");
        assertThat(again.text("detail")).contains("erased already, as entry `");
        officer.post(PATH, body(decided.index(), "facts")).expectProblem(409, "erasure.done");
        people.requester().get("/api/v1/decisions/" + decided.id()).expectProblem(404, "decision.unknown");
    }

    @Test
    void onlyAPrivacyOfficerWithTheScopeErases() {
        Decided decided = decide("patient-3");
        String body = body(decided.index(), "all");
        for (Client other : List.of(people.admin(), auditor, people.requester(), people.steward())) {
            other.post(PATH, body).expectProblem(403, "platform.role.missing");
        }
        people.nobody().post(PATH, body).expectProblem(401, "token.missing");
        people.service()
                .principal(
                        people.admin(),
                        "officer-" + UUID.randomUUID(),
                        List.of("privacy-officer"),
                        List.of("read", "submit", "evaluate"))
                .post(PATH, body)
                .expectProblem(403, "platform.scope.missing");
        assertThat(packed(decided.index()).erased()).isEmpty();
    }

    @Test
    void whatCannotBeErasedIsRefused() {
        Decided decided = decide("patient-4");
        long index = decided.index();
        officer.post(PATH, body(999_999_999, "all")).expectProblem(404, "ledger.nothing_here");
        officer.post(PATH, body(index, "comment")).expectProblem(422, "erasure.field");
        officer.post(PATH, body(index)).expectProblem(422, "field.missing");
        officer.post(PATH, "{\"entry\":" + index + ",\"fields\":[\"all\"]}").expectProblem(422, "field.missing");
        for (String basis : List.of("Ana <ana@example.org> wants it", "-x", "line\\nbreak")) {
            officer.post(PATH, "{\"entry\":" + index + ",\"fields\":[\"all\"],\"basis\":\"" + basis + "\"}")
                    .expectProblem(422, "erasure.basis");
        }
        officer.post(PATH, "{\"entry\":" + index + ",\"fields\":[\"all\"],\"basis\":\"" + "x".repeat(201) + "\"}")
                .expectProblem(422, "field.type");
        officer.post(PATH, "{\"entry\":-1,\"fields\":[\"all\"],\"basis\":\"x\"}")
                .expectProblem(422, "field.type");
        officer.post(PATH, "{\"entries\":1}").expectProblem(422, "field.unknown");
        officer.post(PATH, body(0, "all")).expectProblem(409, "erasure.in_use");
        assertThat(packed(index).erased()).isEmpty();
    }

    @Test
    void valuesThatTheServiceWorksWithAreNotErased() {
        var registered = people.admin()
                .post("/api/v1/principals", "{\"id\":\"still-here\",\"kind\":\"human\",\"roles\":[]}")
                .expect(201);
        officer.post(PATH, body(registered.number("ledger", "index"), "all")).expectProblem(409, "erasure.in_use");
    }

    @Test
    void whatAPrincipalWasRegisteredWithIsErasedOnceItIsAnother() throws SQLException {
        var registered = people.admin()
                .post(
                        "/api/v1/principals",
                        "{\"id\":\"er-moved\",\"kind\":\"human\",\"roles\":[],\"attributes\":{\"street\":\"Elm Street 13\"}}")
                .expect(201);
        long index = registered.number("ledger", "index");
        long deactivated = people.admin()
                .post("/api/v1/principals/er-moved/deactivation", "{\"reason\":\"on Elm leave\"}")
                .expect(200)
                .number("ledger", "index");
        officer.post(PATH, body(index, "all")).expectProblem(409, "erasure.in_use");
        officer.post(PATH, body(deactivated, "reason")).expect(201);
        people.admin()
                .put("/api/v1/principals/er-moved", "{\"roles\":[],\"attributes\":{\"street\":\"Oak Street 7\"}}")
                .expect(200);
        officer.post(PATH, body(index, "all")).expect(201);
        assertThat(people.admin().get("/api/v1/principals/er-moved").expect(200).body())
                .contains("Oak Street 7")
                .contains("\"active\":false");
        assertThat(states("er-moved")).hasSize(3).noneMatch(attributes -> attributes.contains("Elm"));
        officer.post(PATH, body(index, "all")).expectProblem(409, "erasure.done");

        var bot = people.admin()
                .post("/api/v1/principals", "{\"id\":\"er-bot\",\"kind\":\"service\",\"roles\":[],\"owner\":\"ana\"}")
                .expect(201);
        people.admin()
                .put("/api/v1/principals/er-bot", "{\"roles\":[],\"attributes\":{},\"owner\":\"root\"}")
                .expect(200);
        officer.post(PATH, body(bot.number("ledger", "index"), "all")).expectProblem(409, "erasure.in_use");
    }

    private List<String> states(String principal) throws SQLException {
        try (Connection database =
                        people.service().context().getBean(DataSource.class).getConnection();
                Statement session = database.createStatement();
                ResultSet rows = session.executeQuery(
                        "select attributes from principal_state where principal_id = '" + principal + "'")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    @Test
    void whoWasInAGroupIsErasedOnceItConsistsOfOthers() {
        String path = "/api/v1/groups/er-strike-committee";
        String search = "/api/v1/ledger/entries?resource=er-strike-committee";
        long first =
                people.admin().put(path, "{\"members\":[\"ana\"]}").expect(200).number("ledger", "index");
        officer.post(PATH, body(first, "all")).expectProblem(409, "erasure.in_use");
        long second = people.admin()
                .put(path, "{\"members\":[\"ana\",\"root\"]}")
                .expect(200)
                .number("ledger", "index");
        officer.post(PATH, body(first, "all")).expect(201);
        assertThat(auditor.get(search).expect(200).items("items")).hasSize(1);
        assertThat(people.admin().get(path).expect(200).items("members")).hasSize(2);
        officer.post(PATH, body(second, "all")).expectProblem(409, "erasure.in_use");
        people.admin().delete(path).expect(204);
        officer.post(PATH, body(second, "all")).expect(201);
        long removed = auditor.get(search).expect(200).number("items", "0", "index");
        officer.post(PATH, body(removed, "all")).expect(201);
        assertThat(auditor.get(search).expect(200).items("items")).isEmpty();
    }

    @Test
    void anErasureThatIsSentAgainUnderItsKeyIsTheSame() {
        Decided decided = decide("patient-5");
        String key = UUID.randomUUID().toString();
        String body = body(decided.index(), "request");
        var first = officer.post(PATH, body, "Idempotency-Key", key).expect(201);
        var second = officer.post(PATH, body, "Idempotency-Key", key).expect(201);
        assertThat(second.body()).isEqualTo(first.body());
        officer.post(PATH, body(decided.index(), "facts"), "Idempotency-Key", key)
                .expectProblem(409, "idempotency.conflict");
    }

    @Test
    void theReasonIsBesideTheLogAndCanBeErasedItself() {
        Decided decided = decide("patient-6");
        String body = "{\"entry\":" + decided.index() + ",\"fields\":[\"request\"],\"basis\":\"" + BASIS
                + "\",\"reason\":\"Ana Smith asked for it\"}";
        var answer = officer.post(PATH, body, "Idempotency-Key", "reason-6").expect(201);
        long by = answer.number("ledger", "index");
        assertThat(packed(by).disclosed()).containsExactly("reason");
        assertThat(auditor.get("/ledger/main/pack?index=" + by).body()).doesNotContain("Smith");

        long second = officer.post(PATH, body(by, "reason")).expect(201).number("ledger", "index");

        assertThat(packed(by).erased()).isEqualTo(Map.of("reason", second));
        assertThat(packed(decided.index()).erased()).isEqualTo(Map.of("request", by));
        officer.post(PATH, body, "Idempotency-Key", "reason-6").expectProblem(409, "idempotency.conflict");
    }

    @Test
    void theRequestCannotBeGuessedFromWhatItsIdempotencyKeyLeft() {
        String key = UUID.randomUUID().toString();
        Decided decided = decide("patient-7", "Idempotency-Key", key);
        officer.post(PATH, body(decided.index(), "request")).expect(201);
        people.requester()
                .post("/access/v1/evaluation", request("patient-7"), "Idempotency-Key", key)
                .expect(409);
    }

    @Test
    void erasedEvidenceDecidesNothing() {
        String name = "officer-key-" + UUID.randomUUID();
        Signed signed = new Signed(name);
        people.admin().post("/api/v1/producers", signed.registration("trainer")).expect(201);
        String envelope = signed.envelope(
                Signed.statement(name, "https://writ.dev/evidence/evaluation/v1", "{\"metrics\":{\"accuracy\":0.5}}"));
        long index =
                people.producer().post("/api/v1/evidence", envelope).expect(201).number("ledger", "index");

        officer.post(PATH, body(index, "envelope")).expect(201);

        String model = "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":"
                + "{\"type\":\"model\",\"id\":\"m:1\",\"properties\":{\"digest\":\"sha256:" + Signed.digest(name)
                + "\"}}}";
        String id = people.requester()
                .post("/access/v1/evaluation", model)
                .expect(200)
                .text("context", "id");
        assertThat(auditor.get("/api/v1/decisions/" + id).items("payload", "facts", "evidence"))
                .isEmpty();
    }

    @Test
    void whatBelongsToAnotherTenantStays() throws SQLException {
        Decided decided = decide("patient-11");
        String key = "(select draft_key from decision where id = '" + decided.id() + "' and tenant = 'main')";
        sql(
                "insert into payload (tenant, draft_key, field, salt, content) select 'other', draft_key, field, salt, content"
                        + " from payload where draft_key = " + key,
                "insert into ledger_term (tenant, term, seq) select 'other', term, seq from ledger_term where seq = "
                        + decided.index());

        officer.post(PATH, body(decided.index(), "all")).expect(201);

        assertThat(count("payload where tenant = 'other' and draft_key = " + key))
                .isEqualTo(3);
        assertThat(count("payload where tenant = 'main' and draft_key = " + key))
                .isZero();
        assertThat(count("ledger_term where tenant = 'other' and seq = " + decided.index()))
                .isGreaterThan(count("ledger_term where tenant = 'main' and seq = " + decided.index()));
    }

    @Test
    void ofTwoErasuresAtOnceOneIsDone() throws Exception {
        Decided decided = decide("patient-12");
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asked.add(callers.submit(() ->
                        officer.post(PATH, body(decided.index(), "request")).status()));
            }
            for (Future<Integer> answer : asked) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnly(201, 409);
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(1);
        assertThat(packed(decided.index()).erased()).hasSize(1);
        assertThat(auditor.get("/api/v1/ledger/entries/" + decided.index())
                        .expect(200)
                        .body())
                .doesNotContain("missing");
    }

    private long count(String from) throws SQLException {
        try (Connection database =
                        people.service().context().getBean(DataSource.class).getConnection();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
