package dev.writ.api.permit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.Client.Answer;
import dev.writ.api.approval.ApprovalListener;
import dev.writ.api.approval.ApprovedRequest;
import dev.writ.api.approval.PermitTerms;
import dev.writ.api.evidence.Signed;
import dev.writ.api.notification.Notice;
import dev.writ.api.permit.PermitService.House;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.permit.Fault;
import dev.writ.ledger.permit.Permit;
import dev.writ.ledger.permit.PermitReport;
import dev.writ.ledger.permit.PermitRequest;
import dev.writ.ledger.permit.PermitVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Permits through HTTP, from the approval to their end. */
@ExtendWith(PermitService.class)
@Tag("database")
class PermitTest {
    private final House house;

    PermitTest(House house) {
        this.house = house;
    }

    @AfterEach
    void resetTheClock() {
        house.clock().by(Duration.ZERO);
    }

    /** A permit as the deployer gets it. */
    private record Got(ApprovedRequest request, String artifact, Permit permit, Bytes file) {
        String redemptions() {
            return "/api/v1/permits/" + permit.id() + "/redemptions";
        }

        String nonce() {
            return HexFormat.of().formatHex(permit.nonce().toArray());
        }

        String presentation() {
            return presentation(nonce(), "production", artifact);
        }

        static String presentation(String nonce, String environment, String artifact) {
            return "{\"nonce\":\"" + nonce + "\",\"environment\":\"" + environment
                    + "\",\"artifacts\":[{\"name\":\"here\",\"digest\":\"sha256:" + Signed.digest(artifact) + "\"}]}";
        }
    }

    private Got permit(String artifact) {
        return permit(artifact, Optional.empty());
    }

    private Got permit(String artifact, Optional<Instant> latestEnd) {
        ApprovedRequest request = house.approve(artifact, latestEnd);
        Answer answer = house.requester()
                .get("/api/v1/change-requests/" + request.id() + "/permit")
                .expect(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/vnd.dsse.envelope.v1+json");
        Bytes file = Bytes.of(answer.response().body());
        return new Got(request, artifact, permit(file), file);
    }

    private static Permit permit(Bytes file) {
        if (new StrictJson().read(file) instanceof Json.Obj(Map<String, Json> members)
                && members.get("payload") instanceof Json.Str(String payload)) {
            return Permit.parse(Bytes.of(Base64.getDecoder().decode(payload)));
        }
        throw new AssertionError("no payload in " + file.text());
    }

    private TrustedKeys keys() {
        return TrustedKeys.parse(house.auditor()
                .get("/ledger/main/keys")
                .expect(200)
                .body()
                .lines()
                .toList());
    }

    private PermitReport verify(Got got, Optional<Bytes> revocations) {
        return PermitVerifier.verify(
                got.file(),
                new PermitRequest(
                        keys(),
                        new Timestamp(house.clock().millis()),
                        "promote",
                        Optional.of("production"),
                        revocations,
                        () -> List.of(new PermitRequest.Artifact(got.artifact(), House.hash(got.artifact())))));
    }

    private Answer redeem(Got got) {
        return house.deployer().post(got.redemptions(), got.presentation());
    }

    private List<Json> entries(String type, Got got) {
        return house.auditor()
                .get("/api/v1/ledger/entries?type=" + type + "&digest=sha256:" + Signed.digest(got.artifact()))
                .expect(200)
                .items("items");
    }

    @Test
    void anApprovedRequestYieldsAPermitThatNeedsTheLogsKeysOnly() {
        Got got = permit("pm-good");

        PermitReport report = verify(got, Optional.empty());

        assertThat(report.finding()).isEmpty();
        assertThat(report.good()).isTrue();
        assertThat(got.permit().changeRequest()).isEqualTo(got.request().id().toString());
        assertThat(got.permit().requestDigest()).isEqualTo(got.request().digest());
        assertThat(got.permit().action()).isEqualTo("promote");
        assertThat(got.permit().conditions()).isEqualTo(got.request().obligations());
        assertThat(got.permit().uses()).isEqualTo(1);
        assertThat(got.permit().notAfter().millis())
                .isEqualTo(got.request()
                        .approvedAt()
                        .plus(PermitTerms.standard().validFor())
                        .toEpochMilli());
        assertThat(got.permit().decision().index()).isEqualTo(got.request().decisionIndex());
        assertThat(entries("permit.issued", got)).hasSize(1);
    }

    @Test
    void oneRequestHasOnePermitHoweverOftenAndByWhomItIsAskedFor() throws Exception {
        ApprovedRequest request = house.approve("pm-once", Optional.empty());
        Callable<Answer> asked = () -> house.auditor().get("/api/v1/change-requests/" + request.id() + "/permit");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = threads.invokeAll(Collections.nCopies(8, asked)).stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(answers)
                    .as("200, or what is to be tried again: it is being issued, or no checkpoint covers it yet")
                    .allMatch(answer -> List.of(200, 409, 503).contains(answer.status()));
            assertThat(answers).anyMatch(answer -> answer.status() == 200);
        }
        house.service()
                .context()
                .getBeanProvider(ApprovalListener.class)
                .orderedStream()
                .forEach(listener -> listener.approved(Tenant.MAIN, request.id()));
        String path = "/api/v1/change-requests/" + request.id() + "/permit";
        Permit first =
                permit(Bytes.of(house.auditor().get(path).expect(200).response().body()));
        Permit again =
                permit(Bytes.of(house.auditor().get(path).expect(200).response().body()));
        assertThat(again).isEqualTo(first);
        assertThat(entries("permit.issued", new Got(request, "pm-once", first, Bytes.EMPTY)))
                .hasSize(1);
    }

    @Test
    void anApprovalMakesAPermitWithoutAnybodyAsking() {
        ApprovedRequest request = house.approve("pm-listener", Optional.empty());
        house.service()
                .context()
                .getBeanProvider(ApprovalListener.class)
                .orderedStream()
                .forEach(listener -> listener.approved(Tenant.MAIN, request.id()));
        assertThat(house.notices())
                .anyMatch(notice -> notice.event() == Notice.Event.PERMIT
                        && notice.recipients().equals(List.of("ana"))
                        && notice.data().canonical().text().contains("\"issued\""));
        assertThat(house.auditor().get("/api/v1/permits?limit=1").expect(200).text("items", "0", "change_request"))
                .isEqualTo(request.id().toString());
    }

    @Test
    void aPermitEndsWithItsApproval() {
        Instant end = Instant.ofEpochMilli(Instant.now().plusSeconds(600).toEpochMilli());
        assertThat(permit("pm-short", Optional.of(end)).permit().notAfter().millis())
                .isEqualTo(end.toEpochMilli());
        ApprovedRequest late =
                house.approve("pm-late", Optional.of(Instant.now().minusSeconds(1)));
        house.requester()
                .get("/api/v1/change-requests/" + late.id() + "/permit")
                .expectProblem(409, "permit.impossible");
    }

    @Test
    void withoutAnApprovalThereIsNoPermit() {
        String nobody = "00000000-0000-0000-0000-000000000000";
        house.requester()
                .get("/api/v1/change-requests/" + nobody + "/permit")
                .expectProblem(404, "permit.not_approved");
        house.requester().get("/api/v1/permits/" + nobody).expectProblem(404, "permit.unknown");
        house.deployer()
                .post("/api/v1/permits/" + nobody + "/redemptions", "{\"nonce\":\"n\"}")
                .expectProblem(404, "permit.unknown");
    }

    @Test
    void whoAskedSeesHerPermitAndNobodyElsesDoes() {
        Got got = permit("pm-owner");
        String path = "/api/v1/permits/" + got.permit().id();
        house.requester().get(path).expect(200);
        house.auditor().get(path).expect(200);
        house.deployer().get(path).expect(200);
        house.other().get(path).expectProblem(404, "permit.unknown");
        house.other()
                .get("/api/v1/change-requests/" + got.request().id() + "/permit")
                .expectProblem(404, "permit.not_approved");
        assertThat(house.other().get("/api/v1/permits").expect(200).items("items"))
                .isEmpty();
        house.trainer().get(path).expectProblem(403, "platform.role.missing");
        house.requester().post(got.redemptions(), got.presentation()).expect(403);
    }

    @Test
    void aPermitIsRedeemedOnceAndSaysWhatToMeet() {
        Got got = permit("pm-redeem");

        Answer answer = redeem(got).expect(201);

        assertThat(answer.number("uses_left")).isZero();
        assertThat(answer.text("conditions", "0", "type")).isEqualTo("canary");
        assertThat(answer.number("ledger", "index")).isPositive();
        assertThat(house.approvals().executed()).contains(got.request().id());
        redeem(got).expectProblem(409, "permit.used");
        assertThat(entries("permit.redeemed", got)).hasSize(1);
        assertThat(entries("permit.refused", got)).hasSize(1);
    }

    @Test
    void aRedemptionSentAgainUnderItsKeyHasTheSameAnswer() {
        Got got = permit("pm-idempotent");
        String wrong = Got.presentation(got.nonce(), "staging", got.artifact());
        Answer refused = house.deployer()
                .post(got.redemptions(), wrong, "Idempotency-Key", "pm-1")
                .expectProblem(403, "permit.environment");
        Answer refusedAgain = house.deployer()
                .post(got.redemptions(), wrong, "Idempotency-Key", "pm-1")
                .expectProblem(403, "permit.environment");
        assertThat(refusedAgain.text("detail")).isEqualTo(refused.text("detail"));
        Answer first = house.deployer()
                .post(got.redemptions(), got.presentation(), "Idempotency-Key", "pm-2")
                .expect(201);
        Answer again = house.deployer()
                .post(got.redemptions(), got.presentation(), "Idempotency-Key", "pm-2")
                .expect(201);
        assertThat(again.body()).isEqualTo(first.body());
        house.deployer()
                .post(got.redemptions(), wrong, "Idempotency-Key", "pm-2")
                .expectProblem(409, "idempotency.conflict");
        assertThat(entries("permit.redeemed", got)).hasSize(1);
        assertThat(entries("permit.refused", got)).hasSize(1);
    }

    @Test
    void whatIsPresentedMustBeThePermits() {
        Got got = permit("pm-presented");
        refused(got, Got.presentation("0".repeat(64), "production", got.artifact()), 403, "permit.nonce");
        refused(got, Got.presentation(got.nonce(), "staging", got.artifact()), 403, "permit.environment");
        refused(got, Got.presentation(got.nonce(), "production", "pm-other-bytes"), 403, "permit.artifact");
        refused(got, "{\"nonce\":\"" + got.nonce() + "\",\"environment\":\"production\"}", 403, "permit.artifact");
        refused(got, "{\"nonce\":\"" + got.nonce() + "\",\"artifacts\":[]}", 403, "permit.environment");
        refused(
                got,
                got.presentation()
                        .replace(
                                "\"artifacts\":[",
                                "\"artifacts\":[{\"digest\":\"sha256:" + Signed.digest("pm-more") + "\"},"),
                403,
                "permit.artifact");
        assertThat(entries("permit.refused", got))
                .as("what is presented otherwise is another attempt")
                .hasSize(6);
        redeem(got).expect(201);
    }

    @Test
    void whatIsRefusedBeforeTheRulesRunIsOnRecordOnceInAWhileForEachWhoTries() {
        Got got = permit("pm-tries");
        Client other = house.service().principal(house.admin(), "pm-deployer", List.of("deployer"), List.of("redeem"));
        String wrong = Got.presentation("0".repeat(64), "production", got.artifact());
        for (int i = 0; i < 4; i++) {
            refused(got, wrong, 403, "permit.nonce");
            other.post(got.redemptions(), wrong).expectProblem(403, "permit.nonce");
        }
        assertThat(entries("permit.refused", got)).hasSize(2);
        house.clock().by(Duration.ofMinutes(11));
        refused(got, wrong, 403, "permit.nonce");
        assertThat(entries("permit.refused", got)).hasSize(3);
        house.admin()
                .post("/api/v1/permits/" + got.permit().id() + "/revocation", "{\"reason\":\"test\"}")
                .expect(201);
        redeem(got).expectProblem(409, "permit.revoked");
        redeem(got).expectProblem(409, "permit.revoked");
        assertThat(entries("permit.refused", got)).hasSize(4);
    }

    @Test
    void eachAttemptHasItsOwnAnswerAndThereAreNotTooManyOfThem() {
        Got got = permit("pm-many");
        String wrong = Got.presentation(got.nonce(), "production", "pm-many-wrong");
        String more = got.presentation()
                .replace("\"artifacts\":[", "\"artifacts\":[{\"digest\":\"sha256:" + Signed.digest("pm-more") + "\"},");
        house.deployer()
                .post(got.redemptions(), wrong, "Idempotency-Key", "pm-many-1")
                .expect(403);
        Answer first = house.deployer()
                .post(got.redemptions(), more, "Idempotency-Key", "pm-many-2")
                .expectProblem(403, "permit.artifact");
        Answer again = house.deployer()
                .post(got.redemptions(), more, "Idempotency-Key", "pm-many-2")
                .expectProblem(403, "permit.artifact");
        assertThat(again.text("detail"))
                .isEqualTo(first.text("detail"))
                .contains(Signed.digest("pm-more").toString());
        for (int i = 0; i < 20; i++) {
            refused(got, Got.presentation(got.nonce(), "production", "pm-many-" + i), 403, "permit.artifact");
        }
        assertThat(entries("permit.refused", got)).hasSize(20);
    }

    @Test
    void aRefusalThatIsOnRecordAlreadyIsRememberedUnderItsKey() {
        Got got = permit("pm-tries-key");
        String wrong = Got.presentation(got.nonce(), "staging", got.artifact());
        refused(got, wrong, 403, "permit.environment");
        for (int i = 0; i < 2; i++) {
            house.deployer()
                    .post(got.redemptions(), wrong, "Idempotency-Key", "pm-tries")
                    .expectProblem(403, "permit.environment");
        }
        assertThat(entries("permit.refused", got)).hasSize(1);
    }

    @Test
    void aPermitOfSeveralUsesIsRedeemedDownToTheLastAndThenRefused() {
        ApprovedRequest request = house.approve("pm-uses", Optional.empty(), new PermitTerms(3, Duration.ofHours(1)));
        Bytes file = Bytes.of(house.requester()
                .get("/api/v1/change-requests/" + request.id() + "/permit")
                .expect(200)
                .response()
                .body());
        Got got = new Got(request, "pm-uses", permit(file), file);
        assertThat(got.permit().uses()).isEqualTo(3);
        for (int left = 2; left >= 0; left--) {
            assertThat(state(got)).isEqualTo("active");
            assertThat(redeem(got).expect(201).number("uses_left")).isEqualTo(left);
            assertThat(house.approvals().executed().contains(request.id())).isEqualTo(left == 0);
        }
        assertThat(redeem(got).expectProblem(409, "permit.used").text("detail")).contains("3 times");
        assertThat(state(got)).isEqualTo("used");
        assertThat(entries("permit.redeemed", got)).hasSize(3);
        assertThat(entries("permit.refused", got)).hasSize(1);
    }

    @Test
    void aPermitWhoseIssueWasInterruptedIsIssuedOnlyIfTheRulesStillAllowIt() {
        ApprovedRequest good = house.approve("pm-late-good", Optional.empty());
        ApprovedRequest bad = house.approve("pm-late-bad", Optional.empty());
        house.approvals().askForEvidence(House.hash("pm-late-bad"));
        house.requester()
                .get("/api/v1/change-requests/" + good.id() + "/permit")
                .expect(200);
        Answer refused = house.requester()
                .get("/api/v1/change-requests/" + bad.id() + "/permit")
                .expectProblem(403, "permit.rules");
        assertThat(refused.text("detail")).contains("evidence.missing");
        assertThat(house.auditor().get("/api/v1/permits?limit=200").body())
                .doesNotContain(bad.id().toString());
    }

    private void refused(Got got, String presentation, int status, String code) {
        house.deployer().post(got.redemptions(), presentation).expectProblem(status, code);
    }

    @Test
    void whatIsMalformedIsNamedAndTakesNothing() {
        Got got = permit("pm-malformed");
        house.deployer().post(got.redemptions(), "{}").expectProblem(422, "field.missing");
        house.deployer()
                .post(got.redemptions(), "{\"nonce\":\"n\",\"artifacts\":[{\"digest\":\"sha256:ABC\"}]}")
                .expectProblem(422, "field.value");
        house.deployer().post(got.redemptions(), "{\"nonse\":\"n\"}").expectProblem(422, "field.unknown");
        house.admin()
                .post("/api/v1/permits/" + got.permit().id() + "/revocation", "{}")
                .expectProblem(422, "field.missing");
        house.auditor().get("/api/v1/permits?state=good").expectProblem(400, "state.unknown");
        assertThat(entries("permit.refused", got)).isEmpty();
    }

    @Test
    void timeEndsAPermit() {
        Got got = permit("pm-time");
        house.clock().by(Duration.ofHours(-1));
        redeem(got).expectProblem(409, "permit.not_yet_valid");
        house.clock().by(PermitTerms.standard().validFor());
        redeem(got).expectProblem(409, "permit.expired");
        assertThat(verify(got, Optional.empty()).finding().orElseThrow().fault())
                .isEqualTo(Fault.EXPIRED);
        assertThat(state(got)).isEqualTo("expired");
    }

    @Test
    void ofManyWhoRedeemTheLastUseExactlyOneWins() throws Exception {
        Got got = permit("pm-race");
        Callable<Integer> attempt = () -> redeem(got).status();
        List<Integer> codes;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            codes = threads.invokeAll(Collections.nCopies(16, attempt)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
        assertThat(codes).containsOnlyOnce(201).allMatch(code -> code == 201 || code == 409);
        assertThat(entries("permit.redeemed", got)).hasSize(1);
        assertThat(entries("permit.refused", got)).hasSize(1);
        assertThat(house.approvals().executed()).containsOnlyOnce(got.request().id());
    }

    @Test
    void ofARedemptionAndARevocationAtTheSameTimeTheLogTellsOneStory() throws Exception {
        Got got = permit("pm-race-revoked");
        String revocation = "/api/v1/permits/" + got.permit().id() + "/revocation";
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var revoked = threads.submit(() -> house.admin()
                    .post(revocation, "{\"reason\":\"now\"}")
                    .expect(201)
                    .number("ledger", "index"));
            Answer redeemed = redeem(got);
            assertThat(redeemed.status()).isIn(201, 409);
            assertThat(revoked.get()).isPositive();
        }
        redeem(got).expect(409);
        assertThat(state(got)).isEqualTo("revoked");
    }

    @Test
    void aRevokedPermitIsRefusedOnlineAndByTheSignedList() {
        Got got = permit("pm-revoked");
        Got kept = permit("pm-kept");
        String path = "/api/v1/permits/" + got.permit().id() + "/revocation";
        house.deployer().post(path, "{\"reason\":\"r\"}").expectProblem(403, "platform.role.missing");
        house.admin().post(path, "{\"reason\":\"the model was poisoned\"}").expect(201);
        house.admin().post(path, "{\"reason\":\"again\"}").expectProblem(409, "permit.revoked");

        redeem(got).expectProblem(409, "permit.revoked");

        Answer answer = house.deployer().get("/api/v1/permits/revocations").expect(200);
        assertThat(answer.body()).doesNotContain("poisoned");
        Optional<Bytes> list = Optional.of(Bytes.of(answer.response().body()));
        assertThat(verify(got, list).finding().orElseThrow().fault()).isEqualTo(Fault.REVOKED);
        assertThat(verify(kept, list).finding()).isEmpty();
        house.auditor().get("/api/v1/permits/revocations").expect(200);
        house.requester().get("/api/v1/permits/revocations").expectProblem(403, "platform.role.missing");
        house.service().client().get("/api/v1/permits/revocations").expectProblem(401, "token.missing");
        assertThat(state(got)).isEqualTo("revoked");
        house.clock().by(PermitLimits.LIST_LIFE);
        assertThat(verify(kept, list).finding().orElseThrow().fault()).isEqualTo(Fault.REVOCATIONS);
    }

    @Test
    void withdrawnEvidenceEndsAPermitAtOnce() {
        Signed key = new Signed("pm-key");
        house.admin().post("/api/v1/producers", key.registration("trainer")).expect(201);
        house.trainer()
                .post("/api/v1/evidence", key.envelope(Signed.statement("pm-evidence", "t", "{}")))
                .expect(201);
        house.approvals().askForEvidence(House.hash("pm-evidence"));
        Got got = permit("pm-evidence");
        Got second = permit("pm-evidence");
        redeem(got).expect(201);

        house.admin().delete("/api/v1/producers/pm-key").expect(204);
        long start = System.nanoTime();
        Answer refused = redeem(second).expectProblem(403, "permit.rules");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(refused.text("detail")).contains("`evidence.missing`: there is no evidence");
    }

    @Test
    void aWithdrawnPolicyEndsItsPermitsAndNobodyElseMayWithdrawIt() {
        Got got = permit("pm-policy");
        String revision = "sha256:" + "ab".repeat(32);
        String path = "/api/v1/policy-sets/main/revisions/";
        String body = "{\"reason\":\"the threshold was wrong\"}";
        house.auditor().post(path + revision + "/withdrawal", body).expectProblem(403, "platform.role.missing");
        house.admin().post(path + revision + "/withdrawal", body).expectProblem(404, "policy_set.revision.unknown");
        assertThat(state(got)).isEqualTo("active");
    }

    @Test
    void permitsAreFoundByStateAndEnvironmentInPages() {
        Got first = permit("pm-page-1");
        Got second = permit("pm-page-2");
        var page = house.auditor()
                .get("/api/v1/permits?environment=production&state=active&limit=1")
                .expect(200);
        assertThat(page.text("items", "0", "id")).isEqualTo(second.permit().id());
        assertThat(page.text("items", "0", "digest"))
                .isEqualTo("sha256:" + second.permit().digest().hex());
        var next = house.auditor()
                .get("/api/v1/permits?environment=production&state=active&limit=1&cursor=" + page.text("next"))
                .expect(200);
        assertThat(next.text("items", "0", "id")).isEqualTo(first.permit().id());
        assertThat(house.auditor()
                        .get("/api/v1/permits?environment=elsewhere")
                        .expect(200)
                        .items("items"))
                .isEmpty();
        for (String state : PermitState.WORDS) {
            house.auditor().get("/api/v1/permits?state=" + state).expect(200);
        }
    }

    private String state(Got got) {
        for (String state : PermitState.WORDS) {
            boolean found =
                    house.auditor().get("/api/v1/permits?limit=200&state=" + state).expect(200).items("items").stream()
                            .map(item -> item.canonical().text())
                            .anyMatch(text ->
                                    text.contains("\"id\":\"" + got.permit().id() + "\""));
            if (found) {
                return state;
            }
        }
        throw new AssertionError("no state has " + got.permit().id());
    }

    @Test
    void theKeyIsOfItsOwnAndForItsOwnerOnly() throws IOException {
        Path file = house.folder().resolve("permits").resolve("main").resolve("ed25519.key");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String log = Files.readString(
                house.folder().resolve("ledger").resolve("main").resolve("ed25519.key"));
        assertThat(Files.readString(file)).isNotEqualTo(log).contains("#permits+");
    }

    @Test
    void theReasonOfARevocationCanBeErased() {
        Got got = permit("pm-erased");
        long index = house.admin()
                .post("/api/v1/permits/" + got.permit().id() + "/revocation", "{\"reason\":\"by Eve\"}")
                .expect(201)
                .number("ledger", "index");
        Client officer = house.service()
                .principal(house.admin(), "officer", List.of("privacy-officer"), List.of("erase", "read"));
        officer.post(
                        "/api/v1/ledger/erasures",
                        "{\"entry\":" + index + ",\"fields\":[\"reason\"],\"basis\":\"GDPR Art. 17(1)(b)\"}")
                .expect(201);
        redeem(got).expectProblem(409, "permit.revoked");
    }
}
