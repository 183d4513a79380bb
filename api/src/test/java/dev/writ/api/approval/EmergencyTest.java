package dev.writ.api.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.Client;
import dev.writ.api.Client.Answer;
import dev.writ.api.approval.Organisation.House;
import dev.writ.api.evidence.Signed;
import dev.writ.api.notification.Notice;
import dev.writ.api.platform.ProblemException;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.StrictJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.transaction.support.TransactionTemplate;

/** Break-glass: what it waives, what it does not, and that somebody has to look at it afterwards. */
@Tag("database")
@ExtendWith(Organisation.class)
class EmergencyTest {
    private static final String REQUESTS = "/api/v1/change-requests";

    private final House house;

    EmergencyTest(House house) {
        this.house = house;
    }

    private Answer open(String requester, String team, String model) {
        Client client = house.requester(requester, team);
        house.evidence(model);
        return client.post("/api/v1/change-requests", House.promotion(model, "production"))
                .expect(201);
    }

    private static String call(Answer request) {
        return "{\"digest\":\"" + request.text("digest")
                + "\",\"reason\":\"the model in production denies everybody\",\"incident\":\"INC-7\"}";
    }

    private Answer breakGlass(String person, Answer request, String body) {
        return house.signedIn(person).post(REQUESTS + "/" + request.text("id") + "/break-glass", body);
    }

    private Answer review(String person, Answer request) {
        return review(person, request, "accepted");
    }

    private Answer review(String person, Answer request, String verdict) {
        return house.signedIn(person)
                .post(
                        REQUESTS + "/" + request.text("id") + "/review",
                        "{\"verdict\":\"" + verdict + "\",\"comment\":\"as I see it\"}");
    }

    @Test
    void somebodyOnCallWaivesVotesForAFewHours() {
        Answer request = open("kim", "cards", "glass:1");
        house.signedIn("bob")
                .post(REQUESTS + "/" + request.text("id") + "/break-glass", call(request))
                .expect(403);
        house.service()
                .token(house.admin(), "olga", List.of("approve", "read"))
                .post(REQUESTS + "/" + request.text("id") + "/break-glass", call(request))
                .expectProblem(403, "caller.not_a_person");
        breakGlass("olga", request, call(request).replace("}", ",\"minutes\":241}"))
                .expectProblem(422, "field.type");
        Answer approved = breakGlass("olga", request, call(request)).expect(201);
        assertThat(approved.text("state")).isEqualTo("approved");
        assertThat(approved.text("emergency", "invoker")).isEqualTo("olga");
        assertThat(approved.text("emergency", "incident")).isEqualTo("INC-7");
        assertThat(Duration.between(
                        Instant.parse(approved.text("emergency", "at")),
                        Instant.parse(approved.text("emergency", "ends_at"))))
                .isEqualTo(Duration.ofHours(4));
        house.auditor().get(REQUESTS + "/" + request.text("id") + "/permit").expect(200);
        var permit = house.auditor().get("/api/v1/permits?limit=200").expect(200).items("items").stream()
                .map(Json.Obj.class::cast)
                .filter(found ->
                        new Json.Str(request.text("id")).equals(found.members().get("change_request")))
                .findFirst()
                .orElseThrow();
        assertThat(permit.members().get("not_after") instanceof Json.Str(String end) ? Instant.parse(end) : Instant.MAX)
                .isBeforeOrEqualTo(Instant.parse(approved.text("emergency", "ends_at")));
        assertThat(house.entries(request)).containsSubsequence("change-request.break-glass", "change-request.approved");
    }

    @Test
    void nothingIsWaivedThatWasNotRead() {
        Answer request = open("kim", "cards", "glass:9");
        breakGlass("olga", request, call(request).replace(request.text("digest"), "sha256:" + "0".repeat(64)))
                .expectProblem(409, "vote.request_changed");
        house.submit(
                "glass:9", "training", "{\"trainer\":\"example-trainer\",\"author\":\"example-author\",\"run\":2}");
        breakGlass("olga", request, call(request)).expectProblem(409, "vote.request_changed");
        breakGlass("olga", house.auditorRead(request), call(house.auditorRead(request)))
                .expect(201);
    }

    @Test
    void whatTheRulesDenyStaysDenied() {
        Answer request = open("kim", "cards", "glass:2");
        house.submit(
                "glass:2",
                "evaluation",
                "{\"metrics\":{\"accuracy\":0.1,\"fairness_gap\":0.02,\"latency_p95_ms\":6,\"memory_mb\":91}}");
        breakGlass("olga", request, call(request)).expectProblem(409, "vote.request_changed");
        breakGlass("olga", request, call(house.auditorRead(request))).expectProblem(403, "break-glass.denied");
        Answer now = house.auditor().get(REQUESTS + "/" + request.text("id")).expect(200);
        assertThat(now.text("state")).isEqualTo("rejected");
        assertThat(now.body()).doesNotContain("\"emergency\"");
        house.auditor().get(REQUESTS + "/" + request.text("id") + "/permit").expect(404);
    }

    @Test
    void anotherPersonReviewsItOnce() {
        Answer request = open("kim", "cards", "glass:3");
        review("rita", request).expectProblem(409, "review.no_emergency");
        breakGlass("olga", request, call(request)).expect(201);
        review("olga", request).expectProblem(403, "review.not_another_person");
        Answer reviewed = review("rita", request).expect(201);
        assertThat(reviewed.text("emergency", "review", "reviewer")).isEqualTo("rita");
        review("rita", request).expectProblem(409, "review.exists");
        assertThat(house.entries(request)).endsWith("change-request.reviewed");
    }

    @Test
    void whoAskedWaivesNothingForHerselfAndThatIsOnRecord() {
        Client otto = house.person("otto", List.of("on-call", "requester"));
        house.evidence("glass:20");
        Answer request =
                otto.post(REQUESTS, House.promotion("glass:20", "production")).expect(201);
        breakGlass("otto", request, call(request)).expectProblem(403, "break-glass.own_request");
        breakGlass("otto", request, call(request)).expectProblem(403, "break-glass.own_request");
        assertThat(house.entries(request)).containsOnlyOnce("change-request.break-glass-refused");
        breakGlass("olga", house.auditorRead(request), call(request)).expect(201);
    }

    @Test
    void norThroughAServiceOfHers() {
        house.person("ossi", List.of("on-call"));
        house.admin()
                .post(
                        "/api/v1/principals",
                        "{\"id\":\"night-bot\",\"kind\":\"service\",\"roles\":[\"requester\"],\"attributes\":{},"
                                + "\"owner\":\"ossi\"}")
                .expect(201);
        house.evidence("glass:21");
        Answer request = house.service()
                .token(house.admin(), "night-bot", List.of("request"))
                .post(REQUESTS, House.promotion("glass:21", "production"))
                .expect(201);
        breakGlass("ossi", request, call(request)).expectProblem(403, "break-glass.own_request");
    }

    @Test
    void noPartyReviewsIt() {
        house.person("tess", List.of("auditor"));
        house.person("theo", List.of("auditor"));
        house.person("toni", List.of("auditor"));
        house.admin()
                .post(
                        "/api/v1/principals",
                        "{\"id\":\"fit-bot\",\"kind\":\"service\",\"roles\":[],\"attributes\":{},\"owner\":\"tess\"}")
                .expect(201);
        house.admin()
                .put("/api/v1/principals/fit-bot", "{\"roles\":[],\"attributes\":{},\"owner\":\"theo\"}")
                .expect(200);
        Client client = house.requester("kim", "cards");
        house.evidence("glass:22", "fit-bot", "toni");
        Answer request =
                client.post(REQUESTS, House.promotion("glass:22", "production")).expect(201);
        breakGlass("olga", request, call(request)).expect(201);
        for (String party : List.of("tess", "theo", "toni", "olga")) {
            review(party, request).expectProblem(403, "review.not_another_person");
        }
        review("olga", request).expectProblem(403, "review.not_another_person");
        assertThat(house.entries(request).stream().filter("change-request.review-refused"::equals))
                .as("once for each who tried")
                .hasSize(4);
        review("rita", request).expect(201);
    }

    @Test
    void aReviewThatRejectsItRevokesThePermitAndTellsWhoActed() {
        Answer request = open("kim", "cards", "glass:23");
        breakGlass("olga", request, call(request)).expect(201);
        Answer file = house.auditor()
                .get(REQUESTS + "/" + request.text("id") + "/permit")
                .expect(200);
        review("rita", request, "rejected").expect(201);
        house.deployer().post(redemptions(file), presentation(file, "glass:23")).expectProblem(409, "permit.revoked");
        assertThat(house.notices())
                .anyMatch(notice -> notice.event() == Notice.Event.REVIEWED
                        && notice.about().endsWith(request.text("id"))
                        && notice.recipients().equals(List.of("kim", "olga"))
                        && new Json.Str("rejected")
                                .equals(notice.data().members().get("verdict")))
                .anyMatch(notice -> notice.event() == Notice.Event.PERMIT
                        && new Json.Str("revoked")
                                .equals(notice.data().members().get("change")));
    }

    @Test
    void aReviewThatRejectsItLeavesWhatIsDeployedAlready() {
        Answer request = open("kim", "cards", "glass:24");
        breakGlass("olga", request, call(request)).expect(201);
        Answer file = house.auditor()
                .get(REQUESTS + "/" + request.text("id") + "/permit")
                .expect(200);
        house.deployer().post(redemptions(file), presentation(file, "glass:24")).expect(201);
        assertThat(review("rita", request, "rejected").expect(201).text("state"))
                .isEqualTo("executed");
        house.deployer().post(redemptions(file), presentation(file, "glass:24")).expectProblem(409, "permit.used");
    }

    @Test
    void afterAReviewThatRejectsItNoPermitIsIssued() throws SQLException {
        Answer request = open("kim", "cards", "glass:25");
        breakGlass("olga", request, call(request)).expect(201);
        sql("delete from permit where change_request = '" + request.text("id") + "'");
        review("rita", request, "rejected").expect(201);
        Answer refused = house.auditor()
                .get(REQUESTS + "/" + request.text("id") + "/permit")
                .expectProblem(403, "permit.rules");
        assertThat(refused.text("detail")).contains("approval.review_rejected");
        assertThat(house.entries(request)).endsWith("change-request.permit-refused");
    }

    @Test
    void whatAnEmergencyTellsCanBeErased() {
        Answer request = open("kim-26", "erased-team", "glass:26");
        breakGlass("olga", request, call(request)).expect(201);
        long index = house.auditor()
                .get("/api/v1/ledger/entries?type=change-request.break-glass&resource=" + request.text("id"))
                .expect(200)
                .number("items", "0", "entry", "seq");
        erase(index, "team").expectProblem(409, "erasure.in_use");
        erase(index, "incident\",\"reason").expect(201);
        assertThat(house.auditorRead(request).body())
                .contains("\"emergency\"", "erased-team")
                .doesNotContain("INC-7");
        review("rita", request).expect(201);
        assertThat(found("team:erased-team")).hasSize(2);
        erase(index, "team").expect(201);
        assertThat(house.auditorRead(request).body()).doesNotContain("erased-team");
        assertThat(house.auditor().get(REQUESTS + "?limit=200").expect(200).body())
                .doesNotContain("erased-team");
        assertThat(found("team:erased-team")).isEmpty();
    }

    private Answer erase(long index, String fields) {
        return house.eraser()
                .post(
                        "/api/v1/ledger/erasures",
                        "{\"entry\":" + index + ",\"fields\":[\"" + fields + "\"],\"basis\":\"GDPR Art. 17(1)(b)\"}");
    }

    private List<Json> found(String resource) {
        return house.auditor()
                .get("/api/v1/ledger/entries?resource=" + resource)
                .expect(200)
                .items("items");
    }

    @Test
    void aPartyReviewsNothingEvenOnceWhatWasAskedIsErased() {
        house.person("toni-27", List.of("auditor"));
        Client client = house.requester("kim", "cards");
        house.evidence("glass:27", "toni-27", "example-author");
        Answer request =
                client.post(REQUESTS, House.promotion("glass:27", "production")).expect(201);
        breakGlass("olga", request, call(request)).expect(201);
        long opened = house.auditor()
                .get("/api/v1/ledger/entries?type=change-request.opened&resource=" + request.text("id"))
                .expect(200)
                .number("items", "0", "entry", "seq");
        erase(opened, "binding").expect(201);
        review("toni-27", request).expectProblem(403, "review.not_another_person");
        review("rita", request).expect(201);
    }

    @Test
    void aPermitThatIsOnItsWayIntoTheLogIsRevokedToo() throws SQLException {
        Answer request = open("kim", "cards", "glass:28");
        breakGlass("olga", request, call(request)).expect(201);
        Answer file = house.auditor()
                .get(REQUESTS + "/" + request.text("id") + "/permit")
                .expect(200);
        String rows = " where change_request = '" + request.text("id") + "'";
        sql("update permit set draft_key = draft_key || '-'" + rows);
        review("rita", request, "rejected").expect(201);
        sql("update permit set draft_key = substring(draft_key from 1 for char_length(draft_key) - 1)" + rows);
        house.deployer().post(redemptions(file), presentation(file, "glass:28")).expectProblem(409, "permit.revoked");
    }

    @Test
    void whileItsPermitIsIssuedNoReviewComesInBetween() {
        Answer request = open("kim", "cards", "glass:29");
        breakGlass("olga", request, call(request)).expect(201);
        UUID id = UUID.fromString(request.text("id"));
        var approvals = house.service().context().getBean(Approvals.class);
        var change = house.service().context().getBean(TransactionTemplate.class);
        Tenant tenant = new Tenant(request.text("ledger", "log"));
        change.executeWithoutResult(_ -> approvals.requireIssuable(tenant, id));
        review("rita", request, "rejected").expect(201);
        assertThatThrownBy(() -> change.executeWithoutResult(_ -> approvals.requireIssuable(tenant, id)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("review.rejected"));
    }

    private void sql(String statement) throws SQLException {
        try (Connection database =
                        house.service().context().getBean(DataSource.class).getConnection();
                Statement session = database.createStatement()) {
            assertThat(session.executeUpdate(statement)).isEqualTo(1);
        }
    }

    static String redemptions(Answer file) {
        return "/api/v1/permits/" + predicate(file, "id") + "/redemptions";
    }

    static String presentation(Answer file, String model) {
        return "{\"nonce\":\"" + predicate(file, "nonce")
                + "\",\"environment\":\"production\",\"artifacts\":[{\"digest\":\"sha256:" + Signed.digest(model)
                + "\"}]}";
    }

    private static String predicate(Answer file, String name) {
        String payload = new String(Base64.getDecoder().decode(file.text("payload")), StandardCharsets.UTF_8);
        return ((Json.Obj) new StrictJson().read(payload)).members().get("predicate") instanceof Json.Obj predicate
                        && predicate.members().get(name) instanceof Json.Str(String text)
                ? text
                : "";
    }
}
