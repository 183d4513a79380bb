package dev.writ.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.Client.Answer;
import dev.writ.api.approval.Organisation.House;
import dev.writ.ledger.entry.Json;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may vote, and on what: separation of duties without exemption. */
@Tag("database")
@ExtendWith(Organisation.class)
class VoteTest {
    private static final String DELEGATIONS = "/api/v1/delegations";

    private final House house;

    VoteTest(House house) {
        this.house = house;
    }

    @Test
    void aRequesterWhoVotesForHerselfIsRefusedAndThatIsOnRecord() {
        house.join("model-risk", "ana");
        Answer request = house.open("own:1");
        house.vote("ana", request, "approve").expectProblem(403, "vote.own_request");
        assertThat(house.entries(request)).endsWith("change-request.vote-refused");
        assertThat(house.read(request).number("require", "0", "have")).isZero();
    }

    @Test
    void norThroughADelegate() {
        house.join("model-risk", "ana");
        delegate("ana", "finn", "");
        Answer request = house.open("own:2");
        house.vote("finn", request, "approve", ",\"on_behalf_of\":\"ana\"").expectProblem(403, "vote.own_request");
        assertThat(house.entries(request)).endsWith("change-request.vote-refused");
        house.vote("finn", request, "approve").expect(201);
    }

    @Test
    void norAsDelegateOfSomebodyElse() {
        delegate("dora", "ana", "");
        Answer request = house.open("own:3");
        house.vote("ana", request, "approve", ",\"on_behalf_of\":\"dora\"").expectProblem(403, "vote.own_request");
    }

    @Test
    void norThroughAService() {
        house.admin()
                .post(
                        "/api/v1/principals",
                        "{\"id\":\"pipeline\",\"kind\":\"service\",\"roles\":[\"requester\"],\"attributes\":{},"
                                + "\"owner\":\"dora\"}")
                .expect(201);
        Client pipeline = house.service().token(house.admin(), "pipeline", List.of("request", "evaluate", "approve"));
        house.evidence("own:4");
        Answer request = pipeline.post("/api/v1/change-requests", House.promotion("own:4", "production"))
                .expect(201);
        house.vote("dora", request, "approve").expectProblem(403, "vote.own_request");
        pipeline.post(votes(request), body(request, "approve")).expect(403);
        house.vote("bob", request, "approve").expect(201);
    }

    @Test
    void whoTrainedTheModelFillsNoSeat() {
        house.evidence("distinct:1", "bob", "cleo");
        Answer request = house.requester()
                .post("/api/v1/change-requests", House.promotion("distinct:1", "production"))
                .expect(201);
        house.vote("bob", request, "approve").expectProblem(403, "vote.not_distinct");
        house.vote("cleo", request, "approve").expectProblem(403, "vote.not_distinct");
        delegate("cleo", "dora", "");
        house.vote("dora", request, "approve", ",\"on_behalf_of\":\"cleo\"").expectProblem(403, "vote.not_distinct");
        assertThat(house.entries(request).stream().filter("change-request.vote-refused"::equals))
                .hasSize(3);
    }

    @Test
    void aTrainerWhomNobodyKnowsCannotBeToldFromAVoter() {
        house.evidence("distinct:2", "Bob Jones", "example-author");
        Answer request = house.requester()
                .post("/api/v1/change-requests", House.promotion("distinct:2", "production"))
                .expect(201);
        Answer refused = house.vote("bob", request, "approve").expectProblem(403, "vote.not_distinct");
        assertThat(refused.text("detail")).contains("`trainer`");
        assertThat(refused.text("remediation")).contains("register");
    }

    @Test
    void aServiceThatNobodyAnswersForAsksForNothing() {
        house.admin()
                .post(
                        "/api/v1/principals",
                        "{\"id\":\"stray\",\"kind\":\"service\",\"roles\":[\"requester\"],\"attributes\":{}}")
                .expect(201);
        Client stray = house.service().token(house.admin(), "stray", List.of("request", "evaluate"));
        house.evidence("own:5");
        stray.post("/api/v1/change-requests", House.promotion("own:5", "production"))
                .expectProblem(403, "change-request.no_owner");
    }

    @Test
    void aVoteTellsOfTheGroupsThatAreAskedOnly() {
        house.join("works-council", "bob");
        Answer request = house.open("groups:1");
        Answer vote = house.vote("bob", request, "approve").expect(201);
        assertThat(vote.items("vote", "groups")).containsExactly(new Json.Str("model-risk"));
    }

    @Test
    void aTokenDoesNotVoteWhosesoeverItIs() {
        Answer request = house.open("token:1");
        Client token = house.service().token(house.admin(), "bob", List.of("approve", "read"));
        token.post(votes(request), body(request, "approve")).expectProblem(403, "caller.not_a_person");
    }

    @Test
    void whoIsNotAskedDoesNotVote() {
        Answer request = house.open("member:1");
        house.vote("eve", request, "approve").expectProblem(404, "change-request.unknown");
        house.vote("rita", request, "approve").expectProblem(403, "vote.not_a_member");
    }

    @Test
    void nobodyTakesPartTwice() {
        Answer request = house.open("once:1");
        delegate("cleo", "bob", "");
        house.vote("bob", request, "approve").expect(201);
        house.vote("bob", request, "approve").expectProblem(409, "vote.exists");
        house.vote("bob", request, "approve", ",\"on_behalf_of\":\"cleo\"").expectProblem(409, "vote.exists");
        assertThat(house.read(request).text("state")).isEqualTo("open");
    }

    @Test
    void theSameVoteUnderTheSameKeyIsOneVote() {
        Answer request = house.open("once:2");
        Client bob = house.signedIn("bob");
        Answer first = bob.post(votes(request), body(request, "approve"), "Idempotency-Key", "v-1")
                .expect(201);
        Answer again = bob.post(votes(request), body(request, "approve"), "Idempotency-Key", "v-1")
                .expect(201);
        assertThat(again.text("vote", "id")).isEqualTo(first.text("vote", "id"));
        assertThat(again.items("change_request", "votes")).hasSize(1);
    }

    @Test
    void newEvidenceMakesVotesVoid() {
        Answer request = house.open("changed:1");
        house.vote("bob", request, "approve").expect(201);
        house.submit(
                "changed:1",
                "evaluation",
                "{\"metrics\":{\"accuracy\":0.95,\"fairness_gap\":0.02,\"latency_p95_ms\":6,\"memory_mb\":91}}");
        house.vote("cleo", request, "approve").expectProblem(409, "vote.request_changed");
        Answer changed = house.read(request);
        assertThat(changed.text("digest")).isNotEqualTo(request.text("digest"));
        assertThat(changed.at("votes", "0", "counts")).isEqualTo(new Json.Bool(false));
        house.vote("cleo", changed, "approve").expect(201);
        assertThat(house.vote("bob", changed, "approve").expect(201).text("change_request", "state"))
                .isEqualTo("approved");
    }

    @Test
    void theRulesRunAgainOnTheLastVote() {
        Answer request = house.open("worse:1");
        house.vote("bob", request, "approve").expect(201);
        house.submit(
                "worse:1",
                "evaluation",
                "{\"metrics\":{\"accuracy\":0.5,\"fairness_gap\":0.02,\"latency_p95_ms\":6,\"memory_mb\":91}}");
        house.vote("cleo", request, "approve").expectProblem(409, "vote.request_changed");
        Answer worse = house.read(request);
        house.vote("cleo", worse, "approve").expect(201);
        Answer last = house.vote("bob", worse, "approve").expect(201);
        assertThat(last.text("change_request", "state")).isEqualTo("rejected");
        assertThat(last.text("change_request", "reasons", "0", "code")).startsWith("promotion.");
    }

    @Test
    void aDelegateVotesForAnotherPersonWithinWhatWasDelegated() {
        Client cleo = house.signedIn("cleo");
        house.person("gil", List.of());
        Answer made = cleo.post(
                        DELEGATIONS,
                        "{\"to\":\"gil\",\"groups\":[\"model-risk\"],\"actions\":[\"promote\"],\"expires_in\":3600}")
                .expect(201);
        Answer request = house.open("delegated:1");
        house.signedIn("gil")
                .get("/api/v1/change-requests/" + request.text("id"))
                .expect(200);
        Answer vote = house.vote("gil", request, "approve", ",\"on_behalf_of\":\"cleo\"")
                .expect(201);
        assertThat(vote.text("vote", "on_behalf_of")).isEqualTo("cleo");
        house.vote("cleo", request, "approve").expectProblem(409, "vote.exists");
        assertThat(house.entries(request)).endsWith("change-request.vote-refused");
        house.vote("gil", request, "approve", ",\"on_behalf_of\":\"dora\"").expectProblem(403, "vote.not_delegated");

        assertThat(house.signedIn("gil").get(DELEGATIONS).expect(200).text("items", "0", "from"))
                .isEqualTo("cleo");
        house.signedIn("eve")
                .delete(DELEGATIONS + "/" + made.text("delegation", "id"))
                .expectProblem(404, "delegation.unknown");
        cleo.delete(DELEGATIONS + "/" + made.text("delegation", "id")).expect(204);
        cleo.delete(DELEGATIONS + "/" + made.text("delegation", "id")).expectProblem(409, "delegation.revoked");
        Answer other = house.open("delegated:2");
        house.vote("gil", other, "approve", ",\"on_behalf_of\":\"cleo\"").expectProblem(404, "change-request.unknown");
    }

    @Test
    void aDelegationCoversNoOtherActionsAndGroups() {
        house.person("hana", List.of("auditor"));
        delegate("cleo", "hana", ",\"actions\":[\"publish\"]");
        delegate("dora", "hana", ",\"groups\":[\"privacy\"]");
        Answer request = house.open("delegated:3");
        house.vote("hana", request, "approve", ",\"on_behalf_of\":\"cleo\"").expectProblem(403, "vote.not_delegated");
        house.vote("hana", request, "approve", ",\"on_behalf_of\":\"dora\"").expectProblem(403, "vote.not_delegated");
    }

    @Test
    void aDelegationSaysWhatIsWrongWithIt() {
        Client bob = house.signedIn("bob");
        bob.post(DELEGATIONS, "{\"to\":\"bob\",\"expires_in\":3600}").expectProblem(422, "delegation.self");
        bob.post(DELEGATIONS, "{\"to\":\"nobody\",\"expires_in\":3600}").expectProblem(422, "delegation.to");
        bob.post(DELEGATIONS, "{\"to\":\"cleo\",\"expires_in\":999999999}").expectProblem(422, "field.type");
        bob.post(DELEGATIONS, "{\"to\":\"cleo\"}").expectProblem(422, "field.missing");
        house.service()
                .token(house.admin(), "bob", List.of("approve"))
                .post(DELEGATIONS, "{\"to\":\"cleo\",\"expires_in\":3600}")
                .expectProblem(403, "caller.not_a_person");
    }

    @Test
    void delegationsThatHaveNotEndedAreBounded() {
        house.person("many", List.of());
        house.join("works-council", "many");
        String last = "";
        for (int n = 0; n < 10; n++) {
            house.person("held-" + n, List.of());
            for (int i = 0; i < 5; i++) {
                last = delegateTo("many", "held-" + n).expect(201).text("delegation", "id");
            }
        }
        Answer given = delegateTo("many", "bob").expectProblem(409, "delegation.too_many");
        assertThat(given.text("detail")).contains("`many`", "50");
        house.signedIn("many").delete(DELEGATIONS + "/" + last).expect(204);
        Answer between = delegateTo("many", "held-0").expectProblem(409, "delegation.too_many");
        assertThat(between.text("detail")).contains("`held-0`", "5");
        delegateTo("many", "held-9").expect(201);
    }

    @Test
    void whoWasGivenAVoteMayEndThat() {
        house.person("hanka", List.of());
        String id = delegateTo("finn", "hanka").expect(201).text("delegation", "id");
        house.signedIn("eve").delete(DELEGATIONS + "/" + id).expectProblem(404, "delegation.unknown");
        house.signedIn("hanka").delete(DELEGATIONS + "/" + id).expect(204);
        house.vote("hanka", house.open("ended:1"), "approve", ",\"on_behalf_of\":\"finn\"")
                .expectProblem(404, "change-request.unknown");
    }

    @Test
    void whoHasNoVotesDelegatesNone() {
        house.person("hugo", List.of());
        delegateTo("hugo", "bob").expectProblem(403, "delegation.no_votes");
    }

    private Answer delegateTo(String from, String to) {
        return house.signedIn(from).post(DELEGATIONS, "{\"to\":\"" + to + "\",\"expires_in\":3600}");
    }

    @Test
    void theSameRefusalIsOneEntryForAWhile() {
        house.join("model-risk", "ana");
        house.person("gus", List.of());
        Answer request = house.open("own:9");
        for (int i = 0; i < 5; i++) {
            house.vote("ana", request, "approve").expectProblem(403, "vote.own_request");
        }
        assertThat(house.entries(request)).containsOnlyOnce("change-request.vote-refused");
        delegate("ana", "gus", "");
        house.vote("gus", request, "approve", ",\"on_behalf_of\":\"ana\"").expectProblem(403, "vote.own_request");
        assertThat(house.entries(request).stream().filter("change-request.vote-refused"::equals))
                .as("somebody else's is another one")
                .hasSize(2);
    }

    private void delegate(String from, String to, String more) {
        house.signedIn(from)
                .post(DELEGATIONS, "{\"to\":\"" + to + "\",\"expires_in\":3600" + more + "}")
                .expect(201);
    }

    private static String votes(Answer request) {
        return "/api/v1/change-requests/" + request.text("id") + "/votes";
    }

    private static String body(Answer request, String verdict) {
        return "{\"verdict\":\"" + verdict + "\",\"digest\":\"" + request.text("digest") + "\"}";
    }
}
