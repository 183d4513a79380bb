package dev.writ.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.Client.Answer;
import dev.writ.api.approval.Organisation.House;
import dev.writ.ledger.entry.Json;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nobody gets around separation of duties by another name: not by an owner of before, a moved identity, or a token that she issued. */
@Tag("database")
@ExtendWith(Organisation.class)
class SamePersonTest {
    private static final String PRINCIPALS = "/api/v1/principals";
    private static final String REQUESTS = "/api/v1/change-requests";

    private final House house;

    SamePersonTest(House house) {
        this.house = house;
    }

    @Test
    void whoAnsweredForTheTrainerBeforeFillsNoSeat() {
        service("train-bot", "dora", List.of());
        house.evidence("owners:1", "train-bot", "example-author");
        Answer request = house.requester()
                .post(REQUESTS, House.promotion("owners:1", "production"))
                .expect(201);
        owner("train-bot", "finn");
        house.vote("dora", request, "approve").expectProblem(403, "vote.not_distinct");
        house.vote("finn", request, "approve").expectProblem(403, "vote.not_distinct");
        house.vote("bob", request, "approve").expect(201);
        assertThat(house.vote("cleo", request, "approve").expect(201).text("change_request", "state"))
                .isEqualTo("approved");
    }

    @Test
    void whoAnsweredForTheServiceThatAsksBeforeFillsNoSeat() {
        service("ask-bot", "dora", List.of("requester"));
        Client bot = house.service().token(house.admin(), "ask-bot", List.of("request", "evaluate"));
        owner("ask-bot", "finn");
        house.evidence("owners:2");
        Answer request =
                bot.post(REQUESTS, House.promotion("owners:2", "production")).expect(201);
        house.vote("dora", request, "approve").expectProblem(403, "vote.own_request");
        house.vote("finn", request, "approve").expectProblem(403, "vote.own_request");
    }

    private void service(String id, String owner, List<String> roles) {
        house.admin()
                .post(
                        PRINCIPALS,
                        Client.json(Map.of(
                                "id", new Json.Str(id),
                                "kind", new Json.Str("service"),
                                "roles", Client.texts(roles),
                                "attributes", new Json.Obj(Map.of()),
                                "owner", new Json.Str(owner))))
                .expect(201);
    }

    private void owner(String id, String owner) {
        house.admin()
                .put(PRINCIPALS + "/" + id, "{\"roles\":[\"requester\"],\"attributes\":{},\"owner\":\"" + owner + "\"}")
                .expect(200);
    }

    @Test
    void oneHumanHasOneVoteWhoeverHerIdentityIsGivenTo() {
        house.person("mia", List.of());
        house.join("model-risk", "mia");
        Answer request = house.open("moved:1");
        house.vote("mia", request, "approve").expect(201);
        moveIdentity("mia", "mia-again", List.of());
        house.join("model-risk", "mia-again");
        house.vote("mia", request, "approve").expectProblem(403, "vote.same_person");
        assertThat(house.entries(request)).endsWith("change-request.vote-refused");
        assertThat(house.read(request).number("require", "0", "have")).isEqualTo(1);
        house.vote("bob", request, "approve").expect(201);
    }

    @Test
    void whoeverGetsTheRequestersIdentityFillsNoSeat() {
        Client opal = house.requester("opal", "cards");
        house.evidence("moved:2");
        Answer request =
                opal.post(REQUESTS, House.promotion("moved:2", "production")).expect(201);
        moveIdentity("opal", "opal-again", List.of());
        house.join("model-risk", "opal-again");
        house.vote("opal", request, "approve").expectProblem(403, "vote.own_request");
        house.signedIn("bob")
                .post(
                        REQUESTS + "/" + request.text("id") + "/votes",
                        "{\"verdict\":\"approve\",\"digest\":\"" + request.text("digest")
                                + "\",\"on_behalf_of\":\"opal-again\"}")
                .expectProblem(403, "vote.not_delegated");
    }

    @Test
    void whoHadAnotherNameWhenAPartyGotItFillsNoSeat() {
        house.person("pia", List.of());
        house.join("model-risk", "pia");
        house.requester("quinn", "cards");
        house.admin()
                .put(PRINCIPALS + "/quinn", "{\"roles\":[\"requester\"],\"attributes\":{}}")
                .expect(200);
        house.admin()
                .put(PRINCIPALS + "/pia", "{\"roles\":[],\"attributes\":{}}")
                .expect(200);
        identify("quinn", "pia", List.of("requester"));
        identify("pia", "pia-new", List.of());
        house.evidence("moved:3");
        Answer request = house.signedIn("pia")
                .post(REQUESTS, House.promotion("moved:3", "production"))
                .expect(201);
        assertThat(request.text("requester")).isEqualTo("quinn");
        house.vote("pia-new", request, "approve").expectProblem(403, "vote.own_request");
    }

    @Test
    void whoHadAnIdentityForAWhileIsTheSameHumanForGood() {
        house.person("ines", List.of("admin"));
        house.join("model-risk", "ines");
        house.requester("lent", "cards");
        identify("ines", "ines-new", List.of("admin"));
        identify("lent", "ines", List.of("requester"));
        house.evidence("moved:4");
        Answer request = house.signedIn("ines")
                .post(REQUESTS, House.promotion("moved:4", "production"))
                .expect(201);
        assertThat(request.text("requester")).isEqualTo("lent");
        identify("lent", "lent", List.of("requester"));
        house.vote("ines-new", request, "approve").expectProblem(403, "vote.own_request");
    }

    @Test
    void anOwnerWhoseIdentityWasMovedAndThenReplacedFillsNoSeat() {
        house.person("abe", List.of());
        service("abe-bot", "abe", List.of("requester"));
        Client bot = house.service().token(house.admin(), "abe-bot", List.of("request"));
        moveIdentity("abe", "abe-again", List.of());
        house.join("model-risk", "abe-again");
        identify("abe-again", "abe-new", List.of());
        house.vote("abe-new", open(bot, "moved:5"), "approve").expectProblem(403, "vote.own_request");
    }

    @Test
    void whoIsTheSameHumanAsAThirdOneIsSoAsBoth() {
        Client nell = house.requester("nell", "cards");
        Answer request = open(nell, "moved:6");
        moveIdentity("nell", "nell-2", List.of());
        identify("nell-2", "nell-other", List.of());
        identify("nell-2", "nell-third", List.of());
        moveIdentity("nell-2", "nell-3", List.of(), "nell-other");
        house.join("model-risk", "nell-3");
        house.vote("nell-other", request, "approve").expectProblem(403, "vote.own_request");
    }

    /** Gives the identity of one principal to another one, which is registered for that. */
    private void moveIdentity(String from, String to, List<String> roles) {
        moveIdentity(from, to, roles, from);
    }

    private void moveIdentity(String from, String to, List<String> roles, String subject) {
        house.admin()
                .put(PRINCIPALS + "/" + from, "{\"roles\":[],\"attributes\":{}}")
                .expect(200);
        house.admin()
                .post(
                        PRINCIPALS,
                        Client.json(Map.of(
                                "id", new Json.Str(to),
                                "kind", new Json.Str("human"),
                                "roles", Client.texts(roles),
                                "attributes", new Json.Obj(Map.of()),
                                "identity", identity(subject))))
                .expect(201);
    }

    private void identify(String principal, String subject, List<String> roles) {
        house.admin()
                .put(
                        PRINCIPALS + "/" + principal,
                        Client.json(Map.of(
                                "roles", Client.texts(roles),
                                "attributes", new Json.Obj(Map.of()),
                                "identity", identity(subject))))
                .expect(200);
    }

    private Json identity(String subject) {
        return new Json.Obj(Map.of("issuer", new Json.Str(house.issuer().url()), "subject", new Json.Str(subject)));
    }

    @Test
    void whoIssuesATokenDoesNotAskByItAndVoteInHerOwnName() {
        house.person("ida", List.of("admin"));
        house.join("model-risk", "ida");
        service("ci-bot", "dora", List.of("requester"));
        Answer request = open(house.service().token(house.signedIn("ida"), "ci-bot", List.of("request")), "issued:1");
        house.vote("ida", request, "approve").expectProblem(403, "vote.own_request");
        house.vote("dora", request, "approve").expectProblem(403, "vote.own_request");
        house.vote("bob", request, "approve").expect(201);
    }

    @Test
    void norByATokenThatWasIssuedWithOneOfHers() {
        house.person("iris", List.of("admin"));
        house.person("other-admin", List.of("admin"));
        house.join("model-risk", "iris");
        service("cd-bot", "dora", List.of("requester"));
        Client other = house.service().token(house.signedIn("iris"), "other-admin", List.of("admin"));
        Answer request = open(house.service().token(other, "cd-bot", List.of("request")), "issued:2");
        house.vote("iris", request, "approve").expectProblem(403, "vote.own_request");
    }

    @Test
    void norByChangingTheRequestWithOne() {
        house.person("ivy", List.of("admin"));
        house.join("model-risk", "ivy");
        service("cx-bot", "dora", List.of("requester"));
        Answer request = open(house.service().token(house.admin(), "cx-bot", List.of("request")), "issued:3");
        Client hers = house.service().token(house.signedIn("ivy"), "cx-bot", List.of("request"));
        hers.send(hers.request(REQUESTS + "/" + request.text("id"))
                        .header("Content-Type", "application/json")
                        .header("If-Match", "*")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"context\":{\"a\":1}}")))
                .expect(200);
        Answer now = house.auditorRead(request);
        house.vote("ivy", now, "approve").expectProblem(403, "vote.own_request");
    }

    private Answer open(Client client, String model) {
        house.evidence(model);
        return client.post(REQUESTS, House.promotion(model, "production")).expect(201);
    }
}
