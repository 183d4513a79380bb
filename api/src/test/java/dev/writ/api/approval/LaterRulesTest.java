package dev.writ.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.Client.Answer;
import dev.writ.api.approval.Organisation.Changing;
import dev.writ.api.approval.Organisation.House;
import dev.writ.ledger.entry.Json;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules that say something else on the last vote than when the request was opened. */
@Tag("database")
@ExtendWith(Organisation.class)
class LaterRulesTest {
    private static final String REQUESTS = "/api/v1/change-requests";

    private final House house;

    LaterRulesTest(Changing changing) {
        this.house = changing.house();
        house.join("security", "bob");
    }

    @Test
    void aVoteFillsASeatThatIsAskedOnlyAfterIt() {
        Answer request = open("later:1", "vic");
        house.vote("bob", request, "approve").expect(201);
        tier("vic", "high");
        Answer second = house.vote("cleo", request, "approve").expect(201);
        assertThat(second.text("change_request", "state"))
                .as("three votes are asked now, and bob's is for security")
                .isEqualTo("open");
        Answer now = house.auditorRead(request);
        assertThat(now.text("require", "1", "group")).isEqualTo("security");
        assertThat(now.number("require", "0", "have") + now.number("require", "1", "have"))
                .isEqualTo(2);
        assertThat(now.at("votes", "0", "groups")).isEqualTo(Client.texts(List.of("model-risk", "security")));
        assertThat(now.at("votes", "1", "groups")).isEqualTo(Client.texts(List.of("model-risk")));
        assertThat(house.vote("dora", request, "approve").expect(201).text("change_request", "state"))
                .as("bob's vote is for security, the two others for model-risk")
                .isEqualTo("approved");
    }

    @Test
    void rulesThatComeToNoDecisionOnTheLastVoteLeaveTheRequestOpen() {
        Answer request = open("later:2", "wim");
        house.vote("bob", request, "approve").expect(201);
        tier("wim", "slow");
        house.vote("cleo", request, "approve").expectProblem(503, "decision.timeout");
        Client wim = house.signedIn("wim");
        wim.send(wim.request(REQUESTS + "/" + request.text("id"))
                        .header("Content-Type", "application/json")
                        .header("If-Match", "*")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"context\":{\"canary\":1}}")))
                .expectProblem(503, "decision.timeout");
        house.signedIn("olga")
                .post(
                        REQUESTS + "/" + request.text("id") + "/break-glass",
                        "{\"digest\":\"" + request.text("digest") + "\",\"reason\":\"now\",\"incident\":\"INC-1\"}")
                .expectProblem(503, "decision.timeout");
        Answer now = house.auditorRead(request);
        assertThat(now.text("state")).isEqualTo("open");
        assertThat(now.items("votes")).hasSize(1);
        tier("wim", "low");
        assertThat(house.vote("cleo", request, "approve").expect(201).text("change_request", "state"))
                .isEqualTo("approved");
    }

    @Test
    void rulesThatComeToNoDecisionRefuseNoRedemption() {
        Answer request = open("later:3", "xia");
        house.vote("bob", request, "approve").expect(201);
        house.vote("cleo", request, "approve").expect(201);
        Answer file = house.auditor()
                .get(REQUESTS + "/" + request.text("id") + "/permit")
                .expect(200);
        String path = EmergencyTest.redemptions(file);
        String body = EmergencyTest.presentation(file, "later:3");
        tier("xia", "slow");
        house.deployer().post(path, body, "Idempotency-Key", "later-3").expectProblem(503, "decision.timeout");
        assertThat(house.auditor()
                        .get("/api/v1/ledger/entries?type=permit.refused")
                        .expect(200)
                        .items("items"))
                .isEmpty();
        tier("xia", "low");
        house.deployer().post(path, body, "Idempotency-Key", "later-3").expect(201);
    }

    private Answer open(String model, String requester) {
        Client client = house.requester(requester, "cards");
        house.evidence(model);
        return client.post(REQUESTS, House.promotion(model, "production")).expect(201);
    }

    private void tier(String requester, String tier) {
        house.admin()
                .put(
                        "/api/v1/principals/" + requester,
                        Client.json(Map.of(
                                "roles", Client.texts(List.of("requester")),
                                "identity",
                                        new Json.Obj(Map.of(
                                                "issuer",
                                                        new Json.Str(
                                                                house.issuer().url()),
                                                "subject", new Json.Str(requester))),
                                "attributes", new Json.Obj(Map.of("tier", new Json.Str(tier))))))
                .expect(200);
    }
}
