package dev.writ.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.Client;
import dev.writ.api.Client.Answer;
import dev.writ.api.SharedService;
import dev.writ.api.SharedService.People;
import dev.writ.api.Until;
import dev.writ.api.operation.Kind;
import dev.writ.api.operation.OperationView;
import dev.writ.api.operation.Operations;
import dev.writ.api.operation.Outcome;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.ProblemException;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.TokenAuthenticator;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.verify.PackReport;
import dev.writ.ledger.verify.PackVerifier;
import dev.writ.ledger.verify.VerificationRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.transaction.support.TransactionTemplate;

/** What takes long, through HTTP. */
@ExtendWith(SharedService.class)
@Tag("database")
@ResourceLock("erasures of the shared service") // one gives up results of operations
class OperationTest {
    private static final String LIST = "/api/v1/operations";

    private final People people;
    private final Client auditor;

    OperationTest(People people) {
        this.people = people;
        this.auditor = people.service()
                .principal(people.admin(), "op-" + java.util.UUID.randomUUID(), List.of("auditor"), List.of("read"));
    }

    private Answer begin(String body) {
        Answer begun = auditor.post("/ledger/main/packs", body).expect(202);
        assertThat(begun.text("kind")).isEqualTo("pack");
        assertThat(begun.header("Location")).isEqualTo(LIST + "/" + begun.text("id"));
        return begun;
    }

    private Answer ended(Answer begun) {
        String path = LIST + "/" + begun.text("id");
        Until.that("ended", () -> !auditor.get(path).expect(200).text("state").equals("running"));
        return auditor.get(path);
    }

    private String decide(String dataset) {
        return people.requester()
                .post(
                        "/access/v1/evaluation",
                        "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":"
                                + "{\"type\":\"dataset\",\"id\":\"" + dataset + "\"}}")
                .expect(200)
                .text("context", "id");
    }

    @Test
    void aPackOverASelectionIsMadeWhileNobodyWaits() {
        for (int i = 0; i < 3; i++) {
            decide("op-selected");
        }
        String other = decide("op-other");
        Answer done = ended(begin("{\"search\":{\"resource\":\"op-selected\",\"type\":\"decision\"},\"decision\":[\""
                + other + "\"],\"index\":[1],\"disclose\":[\"request\"]}"));
        assertThat(done.text("state")).as(done.body()).isEqualTo("done");
        assertThat(done.number("progress", "done")).isEqualTo(5);
        assertThat(done.number("progress", "total")).isEqualTo(5);
        assertThat(done.number("outcome", "entries")).isEqualTo(5);

        Answer pack = auditor.get(done.text("result")).expect(200);
        assertThat(pack.header("Cache-Control")).isEqualTo("no-store");
        var keys = TrustedKeys.parse(
                auditor.get("/ledger/main/keys").expect(200).body().lines().toList());
        PackReport report = PackVerifier.verify(Bytes.of(pack.response().body()), VerificationRequest.of(keys));
        assertThat(report.finding()).isEmpty();
        assertThat(report.entries().stream().filter(entry -> entry.asked())).hasSize(5);
        assertThat(pack.body()).contains("op-selected");
    }

    @Test
    void operationsAreListedNewestFirstAndSeenByWhomBeganThem() {
        for (int i = 0; i < 3; i++) {
            ended(begin("{\"index\":[" + i + "]}"));
        }
        Answer page = auditor.get(LIST + "?limit=2").expect(200);
        assertThat(page.items("items")).hasSize(2);
        Answer rest = auditor.get(LIST + "?limit=2&cursor=" + page.text("next")).expect(200);
        assertThat(rest.items("items")).hasSize(1);
        assertThat(rest.text("items", "0", "id")).isLessThan(page.text("items", "1", "id"));
        String id = page.text("items", "0", "id");
        people.auditor().get(LIST + "/" + id).expectProblem(404, "operation.unknown");
        people.auditor().get(LIST + "/" + id + "/result").expectProblem(404, "operation.unknown");
        people.requester().get(LIST).expectProblem(403, "platform.role.missing");
        auditor.get(LIST + "/x").expect(404);
        auditor.get(LIST + "?cursor=x").expectProblem(400, "cursor.invalid");
    }

    @Test
    void whatCannotBeMadeFailsWithItsProblem() {
        Answer failed = ended(begin("{\"decision\":[\"00000000-0000-0000-0000-000000000000\"]}"));
        assertThat(failed.text("state")).isEqualTo("failed");
        assertThat(failed.text("problem", "code")).isEqualTo("decision.unknown");
        assertThat(failed.number("problem", "status")).isEqualTo(404);
        auditor.get(LIST + "/" + failed.text("id") + "/result").expectProblem(404, "operation.no_result");
        auditor.post("/ledger/main/packs", "{}").expectProblem(422, "pack.selection");
        auditor.post("/ledger/main/packs", "{\"index\":[\"1\"]}").expectProblem(422, "pack.selection");
        auditor.post("/ledger/main/packs", "{\"index\":[-1]}").expectProblem(422, "pack.selection");
        auditor.post("/ledger/main/packs", "{\"search\":{\"from\":\"x\"}}").expectProblem(422, "parameter.invalid");
        auditor.post("/ledger/main/packs", "{\"search\":{\"limit\":\"1\"}}").expectProblem(422, "field.unknown");
        auditor.post("/ledger/other/packs", "{\"index\":[1]}").expectProblem(404, "log.unknown");
    }

    @Test
    void aResultThatDisclosesIsGoneOnceAValueIsErased() {
        String decision = decide("op-erased");
        Answer disclosing = ended(begin("{\"decision\":[\"" + decision + "\"],\"disclose\":[\"all\"]}"));
        Answer plain = ended(begin("{\"decision\":[\"" + decision + "\"]}"));
        auditor.get(disclosing.text("result")).expect(200);
        long index = auditor.get("/api/v1/ledger/entries?resource=op-erased").number("items", "0", "index");
        people.service()
                .principal(people.admin(), "op-officer", List.of("privacy-officer"), List.of("erase"))
                .post(
                        "/api/v1/ledger/erasures",
                        "{\"entry\":" + index + ",\"fields\":[\"request\"],\"basis\":\"GDPR Art. 17(1)(b)\"}")
                .expect(201);
        auditor.get(LIST + "/" + disclosing.text("id") + "/result").expectProblem(404, "operation.no_result");
        assertThat(auditor.get(LIST + "/" + disclosing.text("id")).body()).doesNotContain("\"result\"");
        assertThat(auditor.get(plain.text("result")).expect(200).body()).doesNotContain("op-erased");
    }

    private Caller caller(Client client) {
        String header = client.request("/")
                .build()
                .headers()
                .firstValue("Authorization")
                .orElseThrow();
        return people.service()
                .context()
                .getBean(TokenAuthenticator.class)
                .authenticate(header.substring("Bearer ".length()))
                .orElseThrow();
    }

    @Test
    void anOperationShowsHowFarItIsAndIsNotReadBeforeItIsDone() throws Exception {
        var operations = people.service().context().getBean(Operations.class);
        var go = new CountDownLatch(1);
        String id = operations
                .begin(caller(auditor), Kind.PACK, false, progress -> {
                    progress.at(2, 7);
                    await(go);
                    return new Outcome(new Json.Obj(Map.of()), Optional.of(Bytes.utf8("{}")));
                })
                .id();
        Until.that(
                "its progress is seen",
                () -> auditor.get(LIST + "/" + id).expect(200).body().contains("{\"done\":2,\"total\":7}"));
        auditor.get(LIST + "/" + id + "/result").expectProblem(409, "operation.running");
        assertThat(auditor.get(LIST + "/" + id).header("Retry-After")).isEqualTo("1");
        go.countDown();
        Until.that("done", () -> auditor.get(LIST + "/" + id).text("state").equals("done"));
        assertThat(auditor.get(LIST + "/" + id + "/result").expect(200).body()).isEqualTo("{}");
    }

    @Test
    void anOperationWhoseNodeIsGoneHasFailed() throws Exception {
        var operations = people.service().context().getBean(Operations.class);
        var go = new CountDownLatch(1);
        String id = operations
                .begin(caller(auditor), Kind.PACK, false, _ -> {
                    await(go);
                    throw Problem.unavailable("late", "too late", "never").raise();
                })
                .id();
        // As if that were the work of a node which has said nothing for a minute.
        try (Connection database =
                        people.service().context().getBean(DataSource.class).getConnection();
                Statement session = database.createStatement()) {
            Until.that("seen as failed", () -> {
                update(session, id);
                return auditor.get(LIST + "/" + id).text("state").equals("failed");
            });
        }
        go.countDown();
        assertThat(auditor.get(LIST + "/" + id).text("problem", "code")).isEqualTo("operation.interrupted");
    }

    private Answer finished(String id) {
        Until.that("ended", () -> !auditor.get(LIST + "/" + id).text("state").equals("running"));
        return auditor.get(LIST + "/" + id);
    }

    private Operations operations() {
        return people.service().context().getBean(Operations.class);
    }

    private static Outcome made(String result) {
        return new Outcome(new Json.Obj(Map.of()), Optional.of(Bytes.utf8(result)));
    }

    @Test
    void aResultOfSeveralPartsIsGivenOutWhole() {
        String text = "\"" + "0123456789".repeat(130_000) + "\"";
        String id = operations()
                .begin(caller(auditor), Kind.PACK, false, _ -> made(text))
                .id();
        finished(id);
        Answer result = auditor.get(LIST + "/" + id + "/result").expect(200);
        assertThat(result.body().equals(text)).isTrue();
        assertThat(result.header("Content-Length")).isEqualTo(Integer.toString(text.length()));
        assertThat(result.header("Content-Type")).isEqualTo("application/json");
        assertThat(result.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void whatIsOutOfMemoryHasFailed() {
        String id = operations()
                .begin(caller(auditor), Kind.PACK, false, _ -> {
                    throw new OutOfMemoryError("as if");
                })
                .id();
        assertThat(finished(id).text("problem", "code")).isEqualTo("operation.failed");
    }

    @Test
    void aPackThatIsTooLargeIsGivenUpWhileItIsRead() {
        var beans = people.service().context();
        String one = decide("op-large");
        String two = decide("op-large");
        var packs = new Packs(
                Tenant.MAIN,
                beans.getBean(Logs.class).view(caller(auditor), "main"),
                beans.getBean(PackRepository.class),
                beans.getBean(Payloads.class));
        var request = PackRequest.parse(List.of(), List.of(one, two), List.of("all"));
        List<Long> read = new ArrayList<>();
        assertThatThrownBy(() -> packs.pack(request, 100, (done, _) -> read.add(done)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("pack.too_large"));
        assertThat(read).containsExactly(0L);
        String many =
                IntStream.rangeClosed(0, 1_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        auditor.post("/ledger/main/packs", "{\"index\":[" + many + "]}").expect(422);
    }

    @Test
    void resultsThatAreKeptAreBounded() throws SQLException {
        Answer done = ended(begin("{\"index\":[0]}"));
        try (Connection database =
                        people.service().context().getBean(DataSource.class).getConnection();
                Statement session = database.createStatement()) {
            String set = "update operation set result_bytes = %d where id = '" + done.text("id") + "'";
            session.executeUpdate(set.formatted(256L << 20));
            try {
                auditor.post("/ledger/main/packs", "{\"index\":[0]}").expectProblem(409, "operation.results_full");
            } finally {
                session.executeUpdate(set.formatted(1));
            }
        }
        begin("{\"index\":[0]}");
    }

    @Test
    void whatIsAskedForAtOnceIsCounted() throws Exception {
        var go = new CountDownLatch(1);
        Caller caller = caller(auditor);
        int begun = 0;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<OperationView>> asked = IntStream.range(0, 12)
                    .mapToObj(_ -> pool.submit(() -> operations().begin(caller, Kind.PACK, false, _ -> {
                        await(go);
                        return made("{}");
                    })))
                    .toList();
            for (Future<OperationView> each : asked) {
                try {
                    each.get();
                    begun++;
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).hasMessageContaining("4 operations");
                }
            }
        } finally {
            go.countDown();
        }
        assertThat(begun).isEqualTo(4);
    }

    @Test
    void whatANodeThatIsGoneLeftDoesNotCount() throws SQLException {
        String id = caller(auditor).id();
        try (Connection database =
                        people.service().context().getBean(DataSource.class).getConnection();
                Statement session = database.createStatement()) {
            for (int i = 0; i < 4; i++) {
                session.executeUpdate("insert into operation (tenant, id, kind, principal_id, state, personal, done,"
                        + " started_at, beat_at) values ('main', '" + UUID.randomUUID() + "', 'pack', '" + id
                        + "', 'running', false, 0, current_timestamp, timestamp '2020-01-01 00:00:00')");
            }
        }
        ended(begin("{\"index\":[0]}"));
    }

    @Test
    void whatIsBegunDuringAnErasureReadsNothingOfWhatGoes() throws Exception {
        Caller caller = caller(auditor);
        var change = people.service().context().getBean(TransactionTemplate.class);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = change.execute(_ -> {
                operations().forgetPersonal(Tenant.MAIN);
                var begun = pool.submit(() -> operations().begin(caller, Kind.PACK, true, _ -> made("{}")));
                assertThatThrownBy(() -> begun.get(300, TimeUnit.MILLISECONDS))
                        .as("whoever begins waits until the values are gone")
                        .isInstanceOf(TimeoutException.class);
                return begun;
            });
            assertThat(finished(waiting.get().id()).text("state")).isEqualTo("done");
        }
    }

    @Test
    void whatWasBegunBeforeAnErasureDoesNotEndWell() {
        var go = new CountDownLatch(1);
        String id = operations()
                .begin(caller(auditor), Kind.PACK, true, _ -> {
                    await(go);
                    return made("{}");
                })
                .id();
        people.service()
                .context()
                .getBean(TransactionTemplate.class)
                .executeWithoutResult(_ -> operations().forgetPersonal(Tenant.MAIN));
        go.countDown();
        assertThat(finished(id).text("problem", "code")).isEqualTo("operation.erased");
        auditor.get(LIST + "/" + id + "/result").expectProblem(404, "operation.no_result");
    }

    @Test
    void operationsOfAKindThatTheCallerMayNotBeginAreNotListed() {
        String pack = ended(begin("{\"index\":[0]}")).text("id");
        assertThatThrownBy(() -> operations().begin(caller(auditor), Kind.BACKUP, false, _ -> made("{}")))
                .hasMessageContaining("of yours");
        Answer list = auditor.get(LIST).expect(200);
        assertThat(list.items("items")).hasSize(1);
        assertThat(list.text("items", "0", "id")).isEqualTo(pack);
    }

    private static void update(Statement session, String id) {
        try {
            session.executeUpdate(
                    "update operation set beat_at = timestamp '2020-01-01 00:00:00' where id = '" + id + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
