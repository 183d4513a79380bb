package dev.writ.api.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.SharedService;
import dev.writ.api.SharedService.People;
import dev.writ.ledger.entry.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code POST /api/v1/evidence}: who may say what about an artifact. */
@ExtendWith(SharedService.class)
@Tag("database")
class EvidenceTest {
    private static final String TYPE = "https://writ.dev/evidence/evaluation/v1";
    private static final String METRICS = "{\"metrics\":{\"accuracy\":0.91}}";

    private final People people;

    EvidenceTest(People people) {
        this.people = people;
    }

    private Signed key(String keyid) {
        Signed key = new Signed(keyid);
        people.admin().post("/api/v1/producers", key.registration("trainer")).expect(201);
        return key;
    }

    @Test
    void aSignedStatementIsTakenInAndCounts() {
        Signed key = key("ev-good");
        var answer = people.producer()
                .post("/api/v1/evidence", key.envelope(Signed.statement("ev-good-model", TYPE, METRICS)))
                .expect(201);
        assertThat(answer.text("digest")).matches("sha256:[0-9a-f]{64}");
        assertThat(answer.number("ledger", "index")).isPositive();
        List<Json> seen = evidenceSeenByTheRules("ev-good-model");
        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().canonical().text())
                .contains("\"predicate\":" + METRICS)
                .contains("\"predicate_type\":\"" + TYPE + "\"")
                .contains("\"producer\":\"trainer\"")
                .contains("\"ledger_index\":" + answer.number("ledger", "index"))
                .contains("\"digest\":\"sha256:" + Signed.digest("ev-good-model") + "\"");
    }

    @Test
    void evidenceAboutOtherBytesDoesNotCount() {
        Signed key = key("ev-other");
        people.producer()
                .post("/api/v1/evidence", key.envelope(Signed.statement("ev-other-model", TYPE, METRICS)))
                .expect(201);
        assertThat(evidenceSeenByTheRules("ev-other-model-2")).isEmpty();
    }

    @Test
    void evidenceOfARevokedKeyNoLongerCounts() {
        Signed key = key("ev-revoked");
        String envelope = key.envelope(Signed.statement("ev-revoked-model", TYPE, METRICS));
        people.producer().post("/api/v1/evidence", envelope).expect(201);
        people.admin().delete("/api/v1/producers/ev-revoked").expect(204);
        assertThat(evidenceSeenByTheRules("ev-revoked-model")).isEmpty();
        people.producer().post("/api/v1/evidence", envelope).expectProblem(422, "envelope.unknown_key");
        people.admin().delete("/api/v1/producers/ev-revoked").expectProblem(404, "producer.unknown");
    }

    @Test
    void aTamperedPayloadIsRefused() {
        Signed key = key("ev-tampered");
        String statement = Signed.statement("ev-tampered-model", TYPE, METRICS);
        String better = statement.replace("0.91", "0.99");
        String envelope = key.envelope(statement).replace(base64(statement), base64(better));
        people.producer().post("/api/v1/evidence", envelope).expectProblem(422, "envelope.signature");
        assertThat(evidenceSeenByTheRules("ev-tampered-model")).isEmpty();
    }

    @Test
    void aPayloadSignedUnderAnotherTypeIsRefused() {
        Signed key = key("ev-type");
        String statement = Signed.statement("ev-type-model", TYPE, METRICS);
        String otherType = key.envelope("application/json", statement);
        people.producer().post("/api/v1/evidence", otherType).expectProblem(422, "envelope.payload_type");
        people.producer()
                .post("/api/v1/evidence", otherType.replace("application/json", "application/vnd.in-toto+json"))
                .expectProblem(422, "envelope.signature");
    }

    @Test
    void anUnknownKeyIsRefused() {
        people.producer()
                .post("/api/v1/evidence", new Signed("ev-unknown").envelope(Signed.statement("m", TYPE, METRICS)))
                .expectProblem(422, "envelope.unknown_key");
    }

    @Test
    void aKeyOfAnotherProducerIsRefused() {
        Client other =
                people.service().principal(people.admin(), "other-trainer", List.of("producer"), List.of("submit"));
        Signed key = key("ev-not-yours");
        other.post("/api/v1/evidence", key.envelope(Signed.statement("m", TYPE, METRICS)))
                .expectProblem(403, "evidence.not_yours");
    }

    @Test
    void theProducersOwnSignatureCountsWhereverItStands() {
        people.service().principal(people.admin(), "co-signer", List.of("producer"), List.of("submit"));
        Signed own = key("ev-own");
        Signed other = new Signed("ev-co-signer");
        people.admin()
                .post("/api/v1/producers", other.registration("co-signer"))
                .expect(201);
        String statement = Signed.statement("ev-cosigned-model", TYPE, METRICS);

        people.producer()
                .post("/api/v1/evidence", other.envelopeWith(own, statement))
                .expect(201);
        people.producer()
                .post("/api/v1/evidence", other.envelopeWith(new Signed("ev-stranger"), statement))
                .expectProblem(403, "evidence.not_yours");
        assertThat(evidenceSeenByTheRules("ev-cosigned-model")).hasSize(1);
    }

    @Test
    void nobodyCanStateSoMuchAboutAnArtifactThatNothingCanBeDecided() {
        Signed key = key("ev-much");
        String predicate = "{\"text\":\"" + "x".repeat(500_000) + "\",\"n\":";
        people.producer()
                .post("/api/v1/evidence", key.envelope(Signed.statement("ev-much-model", TYPE, predicate + "1}")))
                .expect(201);

        people.producer()
                .post("/api/v1/evidence", key.envelope(Signed.statement("ev-much-model", TYPE, predicate + "2}")))
                .expectProblem(413, "evidence.too_much");

        assertThat(evidenceSeenByTheRules("ev-much-model")).hasSize(1);
    }

    @Test
    void aKeyThatIsNoPointOfTheCurveCannotBeRegistered() {
        byte[] noPoint = new byte[32];
        noPoint[0] = 1;
        for (byte[] bytes : List.of(noPoint, new byte[31])) {
            String key = Base64.getEncoder().encodeToString(bytes);
            String body = new Signed("ev-no-point")
                    .registration("trainer")
                    .replaceFirst("\"public_key\":\"[^\"]*\"", "\"public_key\":\"" + key + "\"");
            people.admin().post("/api/v1/producers", body).expectProblem(422, "producer.public_key");
        }
    }

    @Test
    void aPayloadThatIsNoStatementIsRefused() {
        Signed key = key("ev-statement");
        Map<String, String> wrong = Map.of(
                "{}",
                "`/payload/_type` is missing",
                "{\"_type\":\"https://in-toto.io/Statement/v0.1\"}",
                "not `https://in-toto.io/Statement/v1`",
                Signed.statement("m", TYPE, METRICS).replace("sha256", "sha512"),
                "`/payload/subject/0/digest/sha256` is missing",
                Signed.statement("m", TYPE, METRICS).replace(Signed.digest("m"), "ABC"),
                "not 64 lower-case hexadecimal digits",
                Signed.statement("m", TYPE, "[]"),
                "`/payload/predicate` is not an object",
                "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[],\"predicateType\":\"t\",\"predicate\":{}}",
                "names no artifact");
        wrong.forEach((statement, detail) -> {
            var answer = people.producer()
                    .post("/api/v1/evidence", key.envelope(statement))
                    .expect(422);
            assertThat(answer.text("detail")).contains(detail);
        });
        people.producer().post("/api/v1/evidence", key.envelope("no json")).expectProblem(400, "json.syntax");
        people.producer()
                .post("/api/v1/evidence", key.envelope(Signed.statement("m", TYPE, "{\"a\":1,\"a\":2}")))
                .expectProblem(422, "json.not_hashable");
    }

    @Test
    void aKeyIdIsGivenOnce() {
        key("ev-once");
        people.admin()
                .post("/api/v1/producers", new Signed("ev-once").registration("trainer"))
                .expectProblem(409, "producer.exists");
        people.admin()
                .post("/api/v1/producers", new Signed("ev-nobody").registration("nobody-knows"))
                .expectProblem(422, "principal.unknown");
    }

    @Test
    void theSameSubmissionUnderOneKeyIsOneEntry() {
        Signed key = key("ev-idem");
        String envelope = key.envelope(Signed.statement("ev-idem-model", TYPE, METRICS));
        var first = people.producer()
                .post("/api/v1/evidence", envelope, "Idempotency-Key", "ev-1")
                .expect(201);
        var second = people.producer()
                .post("/api/v1/evidence", envelope, "Idempotency-Key", "ev-1")
                .expect(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(evidenceSeenByTheRules("ev-idem-model")).hasSize(1);
        String other = key.envelope(Signed.statement("ev-idem-model-2", TYPE, METRICS));
        people.producer()
                .post("/api/v1/evidence", other, "Idempotency-Key", "ev-1")
                .expectProblem(409, "idempotency.conflict");
    }

    @Test
    void aStatementSentAgainIsTheRecordThatExistsAndNotANewerOne() {
        Signed key = key("ev-twice");
        Signed another = key("ev-twice-other-key");
        String better = Signed.statement("ev-twice-model", TYPE, METRICS);
        String worse = Signed.statement("ev-twice-model", TYPE, "{\"metrics\":{\"accuracy\":0.5}}");
        var first =
                people.producer().post("/api/v1/evidence", key.envelope(better)).expect(201);
        people.producer().post("/api/v1/evidence", key.envelope(worse)).expect(201);

        var again =
                people.producer().post("/api/v1/evidence", key.envelope(better)).expect(200);
        var bySecondKey = people.producer()
                .post("/api/v1/evidence", another.envelope(better), "Idempotency-Key", "ev-twice-1")
                .expect(200);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(bySecondKey.body()).isEqualTo(first.body());
        assertThat(evidenceSeenByTheRules("ev-twice-model")).hasSize(2);
    }

    @Test
    void aStatementWhoseKeyWasRevokedMayBeSignedAnew() {
        Signed lost = key("ev-lost-key");
        Signed fresh = key("ev-fresh-key");
        String statement = Signed.statement("ev-resigned-model", TYPE, METRICS);
        people.producer().post("/api/v1/evidence", lost.envelope(statement)).expect(201);
        people.admin().delete("/api/v1/producers/ev-lost-key").expect(204);

        people.producer().post("/api/v1/evidence", fresh.envelope(statement)).expect(201);

        assertThat(evidenceSeenByTheRules("ev-resigned-model")).hasSize(1);
    }

    @Test
    void aStatementSentManyTimesAtOnceIsRecordedOnce() throws Exception {
        Signed key = key("ev-race");
        String envelope = key.envelope(Signed.statement("ev-race-model", TYPE, METRICS));
        Callable<Integer> submission =
                () -> people.producer().post("/api/v1/evidence", envelope).status();
        List<Integer> codes;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            codes = threads.invokeAll(Collections.nCopies(16, submission)).stream()
                    .map(Future::resultNow)
                    .toList();
        }

        assertThat(codes).containsOnlyOnce(201).allMatch(code -> code == 201 || code == 200 || code == 409);
        assertThat(evidenceSeenByTheRules("ev-race-model")).hasSize(1);
    }

    /** What the facts of a decision about the artifact hold. */
    private List<Json> evidenceSeenByTheRules(String artifact) {
        String request =
                "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"promote\",\"properties\":"
                        + "{\"environment\":\"staging\"}},\"resource\":{\"type\":\"model\",\"id\":\"m:1\",\"properties\":{\"digest\":"
                        + "\"sha256:" + Signed.digest(artifact) + "\"}}}";
        String id = people.requester()
                .post("/access/v1/evaluation", request)
                .expect(200)
                .text("context", "id");
        return people.auditor().get("/api/v1/decisions/" + id).expect(200).items("payload", "facts", "evidence");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
