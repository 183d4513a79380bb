package dev.writ.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.Client.Answer;
import dev.writ.api.approval.Organisation.House;
import dev.writ.api.evidence.Signed;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.StrictJson;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of change requests, through HTTP. */
@Tag("database")
@ExtendWith(Organisation.class)
class ChangeRequestTest {
    private static final String REQUESTS = "/api/v1/change-requests";

    private final House house;
    private final Client eraser;

    ChangeRequestTest(House house) {
        this.house = house;
        this.eraser = house.eraser();
    }

    @Test
    void twoPeopleApproveAPromotionWhichIsThenPermitted() {
        Answer request = house.open("approved:1");
        assertThat(request.text("state")).isEqualTo("open");
        assertThat(request.text("require", "0", "group")).isEqualTo("model-risk");
        assertThat(request.number("require", "0", "have")).isZero();
        assertThat(request.header("Location")).isEqualTo(REQUESTS + "/" + request.text("id"));
        house.requester()
                .get(REQUESTS + "/" + request.text("id") + "/permit")
                .expectProblem(404, "permit.not_approved");

        Answer first = house.vote("bob", request, "approve", ",\"comment\":\"looks right\"")
                .expect(201);
        assertThat(first.text("change_request", "state")).isEqualTo("open");
        assertThat(first.number("change_request", "require", "0", "have")).isEqualTo(1);
        assertThat(first.text("vote", "comment")).isEqualTo("looks right");

        Answer last = house.vote("cleo", request, "approve").expect(201);
        assertThat(last.text("change_request", "state")).isEqualTo("approved");
        house.requester().get(REQUESTS + "/" + request.text("id") + "/permit").expect(200);
        assertThat(house.entries(request))
                .containsSubsequence(
                        "change-request.opened",
                        "change-request.voted",
                        "change-request.voted",
                        "change-request.approved");
    }

    @Test
    void thePermitHasTheTermsThatWereVotedOn() {
        house.evidence("terms:1");
        Answer request = house.requester()
                .post(
                        REQUESTS,
                        House.promotion(
                                "terms:1", "staging", ",\"context\":{\"permit\":{\"uses\":3,\"valid_for\":600}}"))
                .expect(201);
        Answer permit = house.requester().get("/api/v1/permits?limit=200").expect(200);
        assertThat(permit.items("items").stream()
                        .map(Json.Obj.class::cast)
                        .filter(found -> new Json.Str(request.text("id"))
                                .equals(found.members().get("change_request")))
                        .map(found -> found.members().get("uses")))
                .containsExactly(new Json.Num(3));
        for (String wrong : List.of("{\"uses\":0}", "{\"uses\":101}", "{\"valid_for\":1}", "3")) {
            house.requester()
                    .post(REQUESTS, House.promotion("terms:1", "staging", ",\"context\":{\"permit\":" + wrong + "}"))
                    .expectProblem(422, "field.type");
        }
    }

    @Test
    void aPermitForAnotherActionPromotesNothing() {
        house.evidence("published:1");
        Answer request = house.requester()
                .post(REQUESTS, House.promotion("published:1", "production").replace("\"promote\"", "\"publish\""))
                .expect(201);
        assertThat(request.text("state")).as("publishing needs no votes").isEqualTo("approved");
        Answer permit = house.requester()
                .get(REQUESTS + "/" + request.text("id") + "/permit")
                .expect(200);
        String payload = new String(Base64.getDecoder().decode(permit.text("payload")), StandardCharsets.UTF_8);
        Json.Obj statement = (Json.Obj) new StrictJson().read(payload);
        Json.Obj predicate =
                (Json.Obj) Objects.requireNonNull(statement.members().get("predicate"));
        house.deployer()
                .post(
                        "/api/v1/permits/" + text(predicate, "id") + "/redemptions",
                        "{\"nonce\":\"" + text(predicate, "nonce")
                                + "\",\"environment\":\"production\",\"artifacts\":[{\"digest\":\"sha256:"
                                + Signed.digest("published:1") + "\"}]}")
                .expectProblem(403, "permit.action");
    }

    private static String text(Json.Obj object, String name) {
        return object.members().get(name) instanceof Json.Str(String text) ? text : "";
    }

    @Test
    void whatNeedsNobodyIsApprovedAtOnce() {
        house.evidence("staged:1");
        Answer request = house.requester()
                .post(REQUESTS, House.promotion("staged:1", "staging"))
                .expect(201);
        assertThat(request.text("state")).isEqualTo("approved");
        house.requester().get(REQUESTS + "/" + request.text("id") + "/permit").expect(200);
    }

    @Test
    void whatTheRulesDenyIsRejectedWithReasons() {
        Answer request = house.requester()
                .post(REQUESTS, House.promotion("unknown:1", "production"))
                .expect(201);
        assertThat(request.text("state")).isEqualTo("rejected");
        assertThat(request.items("reasons")).isNotEmpty();
        assertThat(request.text("reasons", "0", "remediation")).isNotBlank();
    }

    @Test
    void theSameRequestUnderTheSameKeyIsOpenedOnce() {
        house.evidence("twice:1");
        String body = House.promotion("twice:1", "production");
        Answer first = house.requester()
                .post(REQUESTS, body, "Idempotency-Key", "twice-1")
                .expect(201);
        Answer again = house.requester()
                .post(REQUESTS, body, "Idempotency-Key", "twice-1")
                .expect(201);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        house.requester()
                .post(REQUESTS, House.promotion("twice:1", "staging"), "Idempotency-Key", "twice-1")
                .expectProblem(409, "idempotency.conflict");
    }

    @Test
    void aVoteAgainstItRejectsIt() {
        Answer request = house.open("rejected:1");
        house.vote("bob", request, "approve").expect(201);
        Answer vote = house.vote("cleo", request, "reject", ",\"comment\":\"not yet\"")
                .expect(201);
        assertThat(vote.text("change_request", "state")).isEqualTo("rejected");
        house.vote("dora", request, "approve").expectProblem(409, "change-request.closed");
        assertThat(house.entries(request)).endsWith("change-request.rejected");
    }

    @Test
    void onlyItsRequesterWithdrawsIt() {
        Answer request = house.open("withdrawn:1");
        String path = REQUESTS + "/" + request.text("id") + "/withdrawal";
        house.signedIn("eve").post(path, "{\"reason\":\"x\"}").expect(403);
        house.requester().post(path, "{}").expectProblem(422, "field.missing");
        Answer withdrawn =
                house.requester().post(path, "{\"reason\":\"wrong model\"}").expect(200);
        assertThat(withdrawn.text("state")).isEqualTo("withdrawn");
        house.requester().post(path, "{\"reason\":\"again\"}").expectProblem(409, "change-request.closed");
    }

    @Test
    void anAmendmentMakesVotesVoid() {
        Answer request = house.open("amended:1");
        house.vote("bob", request, "approve").expect(201);
        String path = REQUESTS + "/" + request.text("id");
        String change = "{\"context\":{\"canary\":5},\"comment\":\"with a canary\"}";
        patch(path, change, null).expectProblem(428, "if_match.missing");
        patch(path, change, request.header("ETag")).expectProblem(412, "if_match.stale");
        Answer now = house.read(request);
        patch(path, change, "W/" + now.header("ETag")).expectProblem(412, "if_match.stale");
        patch(path, change, String.valueOf(now.number("version"))).expectProblem(400, "if_match.form");
        Answer amended =
                patch(path, change, "\"other,another\", " + now.header("ETag")).expect(200);
        assertThat(amended.text("digest")).isNotEqualTo(request.text("digest"));
        assertThat(amended.at("request", "context", "canary")).isEqualTo(new Json.Num(5));
        assertThat(amended.text("comment")).isEqualTo("with a canary");
        assertThat(amended.at("votes", "0", "counts")).isEqualTo(new Json.Bool(false));
        assertThat(amended.number("require", "0", "have")).isZero();
        house.vote("cleo", request, "approve").expectProblem(409, "vote.request_changed");
        house.vote("bob", amended, "approve").expect(201);
        assertThat(house.vote("cleo", amended, "approve").expect(201).text("change_request", "state"))
                .isEqualTo("approved");
        assertThat(house.entries(request)).contains("change-request.changed");
    }

    @Test
    void anAmendmentKeepsWhatTheRequestIsAbout() {
        Answer request = house.open("amended:2");
        String path = REQUESTS + "/" + request.text("id");
        patch(path, "{\"action\":{\"name\":\"publish\"}}", "*").expectProblem(422, "change-request.other");
        patch(path, "{\"resource\":{\"type\":\"model\",\"id\":\"other:1\"}}", "*")
                .expectProblem(422, "change-request.other");
        patch(path, "{\"state\":\"approved\"}", "*").expectProblem(422, "field.unknown");
        Answer staging = patch(
                        path, "{\"action\":{\"name\":\"promote\",\"properties\":{\"environment\":\"staging\"}}}", "*")
                .expect(200);
        assertThat(staging.text("state")).as("staging needs nobody").isEqualTo("approved");
        assertThat(staging.text("environment")).isEqualTo("staging");
    }

    private Answer patch(String path, String body, @Nullable String ifMatch) {
        var request = house.requester().request(path).header("Content-Type", "application/json");
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return house.requester().send(request.method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void anUnchangedRequestIsNotSentAgain() {
        Answer request = house.open("tagged:1");
        var again = house.requester()
                .request(REQUESTS + "/" + request.text("id"))
                .header("If-None-Match", request.header("ETag"));
        house.requester().send(again.GET()).expect(304);
    }

    @Test
    void aRequestOfWhichSomethingWasErasedIsSentAgain() {
        Answer request = house.open("tagged:2");
        house.vote("bob", request, "approve", ",\"comment\":\"bob has seen it\"")
                .expect(201);
        Answer before = house.read(request);
        erase(before.number("votes", "0", "ledger", "index"), "comment");
        Answer after = again(before).expect(200);
        assertThat(after.body()).doesNotContain("bob has seen it");
        assertThat(after.number("version")).isEqualTo(before.number("version"));
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
        again(after).expect(304);
        assertThat(after.number("require", "0", "have")).isEqualTo(1);
        erase(after.number("votes", "0", "ledger", "index"), "groups");
        assertThat(house.read(request).number("require", "0", "have"))
                .as("it counts for what was asked when it was given")
                .isEqualTo(1);
        patch(REQUESTS + "/" + request.text("id"), "{\"context\":{\"canary\":1}}", before.header("ETag"))
                .expect(200);
    }

    private Answer again(Answer before) {
        return house.requester()
                .send(house.requester()
                        .request(REQUESTS + "/" + before.text("id"))
                        .header("If-None-Match", before.header("ETag"))
                        .GET());
    }

    private void erase(long index, String field) {
        eraser.post(
                        "/api/v1/ledger/erasures",
                        "{\"entry\":" + index + ",\"fields\":[\"" + field + "\"],\"basis\":\"GDPR Art. 17(1)(a)\"}")
                .expect(201);
    }

    @Test
    void whatWasAskedIsFoundByNobodyOnceItIsErasedInWhateverOrder() {
        for (boolean changedFirst : List.of(true, false)) {
            String model = "erased:" + changedFirst;
            Answer request = house.open(model);
            patch(REQUESTS + "/" + request.text("id"), "{\"context\":{\"canary\":1}}", "*")
                    .expect(200);
            long opened = index(request, "change-request.opened");
            long changed = index(request, "change-request.changed");
            assertThat(found(model)).contains(opened);
            erase(changedFirst ? changed : opened, "binding");
            erase(changedFirst ? opened : changed, "binding");
            assertThat(found(model)).doesNotContain(opened, changed);
        }
    }

    private long index(Answer request, String type) {
        return house.auditor()
                .get("/api/v1/ledger/entries?type=" + type + "&resource=" + request.text("id"))
                .expect(200)
                .number("items", "0", "entry", "seq");
    }

    private List<Long> found(String resource) {
        return house
                .auditor()
                .get("/api/v1/ledger/entries?limit=200&resource=" + resource)
                .expect(200)
                .items("items")
                .stream()
                .map(item -> ((Json.Obj) item).members().get("entry"))
                .map(entry ->
                        ((Json.Obj) Objects.requireNonNull(entry)).members().get("seq"))
                .map(seq -> seq instanceof Json.Num(double number) ? (long) number : -1)
                .toList();
    }

    @Test
    void anAmendmentMergesAndRemovesMembers() {
        house.evidence("merged:1");
        Answer request = house.requester()
                .post(
                        REQUESTS,
                        House.promotion(
                                "merged:1",
                                "production",
                                ",\"context\":{\"canary\":5,\"permit\":{\"uses\":3,\"valid_for\":600}}"))
                .expect(201);
        String path = REQUESTS + "/" + request.text("id");
        Answer fewer = patch(path, "{\"context\":{\"permit\":{\"uses\":null},\"ticket\":7}}", request.header("ETag"))
                .expect(200);
        assertThat(fewer.at("request", "context"))
                .isEqualTo(new StrictJson().read("{\"canary\":5,\"permit\":{\"valid_for\":600},\"ticket\":7}"));
        Answer none = patch(path, "{\"context\":null}", fewer.header("ETag")).expect(200);
        assertThat(none.at("request")).isInstanceOf(Json.Obj.class);
        assertThat(((Json.Obj) none.at("request")).members()).doesNotContainKey("context");
        patch(path, "{\"resource\":null}", "*").expectProblem(422, "field.missing");
        patch(path, "{\"action\":{\"properties\":null}}", "*").expect(200);
    }

    @Test
    void aListOfTagsNamesWhatWasRead() {
        Answer request = house.open("tagged:3");
        String path = REQUESTS + "/" + request.text("id");
        String change = "{\"context\":{\"canary\":1}}";
        patch(path, change, "W/" + request.header("ETag")).expectProblem(412, "if_match.stale");
        patch(path, change, "\"other\", \"7\"").expectProblem(412, "if_match.stale");
        patch(path, change, "1").expectProblem(400, "if_match.form");
        patch(path, change, "\"other\",".repeat(900) + "\"other\"").expectProblem(400, "if_match.form");
        patch(path, change, "\"" + "a".repeat(7_000) + "\"").expectProblem(412, "if_match.stale");
        patch(path, change, "\"other\" , " + request.header("ETag")).expect(200);
    }

    @Test
    void peopleSeeWhatWaitsForThemAndWhatTheyAskedFor() {
        Answer request = house.open("seen:1");
        String path = REQUESTS + "/" + request.text("id");
        house.signedIn("bob").get(path).expect(200);
        house.auditor().get(path).expect(200);
        house.signedIn("eve").get(path).expectProblem(404, "change-request.unknown");
        assertThat(ids(house.signedIn("bob").get(REQUESTS + "?waiting=true"))).contains(request.text("id"));
        assertThat(ids(house.signedIn("bob").get(REQUESTS))).contains(request.text("id"));
        assertThat(ids(house.requester().get(REQUESTS + "?state=open"))).contains(request.text("id"));
        assertThat(ids(house.signedIn("eve").get(REQUESTS))).isEmpty();
        assertThat(ids(house.signedIn("eve").get(REQUESTS + "?requester=ana"))).isEmpty();
        assertThat(ids(house.signedIn("eve").get(REQUESTS + "?waiting=true"))).isEmpty();
        assertThat(ids(house.signedIn("bob").get(REQUESTS + "?waiting=true&state=open")))
                .contains(request.text("id"));
        assertThat(ids(house.signedIn("bob").get(REQUESTS + "?waiting=true&state=rejected")))
                .as("what waits is open")
                .isEmpty();
        house.signedIn("bob").get(REQUESTS + "?waiting=true&state=opened").expectProblem(400, "state.unknown");
        house.signedIn("bob").get(REQUESTS + "?state=opened").expectProblem(400, "state.unknown");
        Answer page = house.auditor().get(REQUESTS + "?limit=1").expect(200);
        assertThat(page.items("items")).hasSize(1);
        assertThat(ids(house.auditor().get(REQUESTS + "?limit=1&cursor=" + page.text("next"))))
                .hasSize(1)
                .doesNotContainAnyElementsOf(ids(page));
    }

    private static List<String> ids(Answer page) {
        return page.expect(200).items("items").stream()
                .map(item -> ((Json.Obj) item).members().get("id"))
                .map(id -> id instanceof Json.Str(String text) ? text : "")
                .toList();
    }

    @Test
    void commentsAreKeptInOrder() {
        Answer request = house.open("commented:1");
        String path = REQUESTS + "/" + request.text("id") + "/comments";
        house.signedIn("bob").post(path, "{\"text\":\"why now?\"}").expect(201);
        Answer second = house.requester()
                .post(path, "{\"text\":\"the old one drifts\"}", "Idempotency-Key", "c-1")
                .expect(201);
        Answer again = house.requester()
                .post(path, "{\"text\":\"the old one drifts\"}", "Idempotency-Key", "c-1")
                .expect(201);
        assertThat(again.text("id")).isEqualTo(second.text("id"));
        house.signedIn("eve").post(path, "{\"text\":\"hm\"}").expectProblem(404, "change-request.unknown");
        Answer all = house.auditor().get(path).expect(200);
        assertThat(all.items("items")).hasSize(2);
        assertThat(all.text("items", "0", "text")).isEqualTo("why now?");
        assertThat(all.text("items", "0", "author")).isEqualTo("bob");
        assertThat(all.text("items", "1", "text")).isEqualTo("the old one drifts");
    }

    @Test
    void votesAtTheSameTimeFillTheLastSeatOnce() throws Exception {
        Answer request = house.open("raced:1");
        List<Callable<Integer>> votes = Stream.of("bob", "cleo", "dora", "finn")
                .<Callable<Integer>>map(
                        person -> () -> house.vote(person, request, "approve").status())
                .toList();
        try (var threads = Executors.newFixedThreadPool(votes.size())) {
            assertThat(threads.invokeAll(votes).stream().map(ChangeRequestTest::value))
                    .containsOnly(201, 409)
                    .contains(201);
        }
        assertThat(house.read(request).text("state")).isEqualTo("approved");
        assertThat(house.entries(request)).containsOnlyOnce("change-request.approved");
        assertThat(house.auditor()
                        .get("/api/v1/ledger/entries?type=permit&limit=200&resource=" + request.text("id"))
                        .status())
                .isEqualTo(200);
        house.requester().get(REQUESTS + "/" + request.text("id") + "/permit").expect(200);
    }

    private static int value(Future<Integer> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRequestSaysWhatIsWrongWithIt() {
        house.requester().post(REQUESTS, "{}").expectProblem(422, "field.missing");
        house.requester()
                .post(REQUESTS, House.promotion("bad:1", "staging", ",\"expires_in\":5"))
                .expectProblem(422, "field.type");
        house.requester()
                .post(REQUESTS, House.promotion("bad:1", "staging", ",\"expires\":5"))
                .expectProblem(422, "field.unknown");
        house.requester()
                .post(REQUESTS, House.promotion("bad:1", "staging", ",\"subject\":{\"type\":\"user\",\"id\":\"bob\"}"))
                .expect(403);
        house.requester().get(REQUESTS + "/nothing").expectProblem(404, "change-request.unknown");
    }
}
