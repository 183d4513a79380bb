package dev.writ.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.Client.Answer;
import dev.writ.api.approval.Organisation.House;
import dev.writ.ledger.entry.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
        return house.signedIn(person)
                .post(
                        REQUESTS + "/" + request.text("id") + "/review",
                        "{\"verdict\":\"accepted\",\"comment\":\"it was right\"}");
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
}
