package dev.writ.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.SharedService;
import dev.writ.api.SharedService.People;
import dev.writ.ledger.entry.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes of AuthZEN Authorization API 1.0. */
@ExtendWith(SharedService.class)
@Tag("database")
class AuthZenTest {
    private static final String READ =
            "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"dataset\","
                    + "\"id\":\"authzen-%s\"},\"context\":{\"purpose\":\"research\"}}";

    private final People people;
    private final Client ana;

    AuthZenTest(People people) {
        this.people = people;
        this.ana = people.requester();
        dataset("open", "public");
        dataset("closed", "restricted");
    }

    private void dataset(String name, String classification) {
        people.steward()
                .put(
                        "/api/v1/datasets/authzen-" + name,
                        "{\"classification\":\"" + classification
                                + "\",\"region\":\"eu\",\"purposes\":[\"research\"],\"personal_data\":false}")
                .expect(200);
    }

    @Test
    void anAnswerHasADecisionAndAContext() {
        var answer = ana.post("/access/v1/evaluation", READ.formatted("open")).expect(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.at("decision")).isEqualTo(new Json.Bool(true));
        assertThat(answer.text("context", "outcome")).isEqualTo("allow");
        assertThat(answer.text("context", "policy", "set")).isEqualTo("main");
        assertThat(answer.text("context", "policy", "revision")).matches("sha256:[0-9a-f]{64}");
        assertThat(answer.text("context", "ledger", "log")).isEqualTo("main");
        assertThat(answer.number("context", "ledger", "index")).isPositive();
    }

    @Test
    void aDenyIsAnAnswerWithReasons() {
        var answer = ana.post("/access/v1/evaluation", READ.formatted("closed")).expect(200);
        assertThat(answer.at("decision")).isEqualTo(new Json.Bool(false));
        assertThat(answer.text("context", "outcome")).isEqualTo("deny");
        assertThat(answer.text("context", "reasons", "0", "code")).isNotBlank();
        assertThat(answer.text("context", "reasons", "0", "message")).isNotBlank();
        assertThat(answer.text("context", "reasons", "0", "remediation")).isNotBlank();
    }

    @Test
    void theRequestIdIsEchoed() {
        var answer = ana.post("/access/v1/evaluation", READ.formatted("open"), "X-Request-ID", "bfe9eb29-ab87-4ca3");
        assertThat(answer.header("X-Request-ID")).isEqualTo("bfe9eb29-ab87-4ca3");
        assertThat(ana.post("/access/v1/evaluation", READ.formatted("open"), "X-Request-ID", "trace 1 of 2")
                        .header("X-Request-ID"))
                .isEqualTo("trace 1 of 2");
        assertThat(ana.get("/actuator/health").header("X-Request-ID")).isNotBlank();
        assertThat(ana.post("/access/v1/evaluation", "{", "X-Request-ID", "x1").header("X-Request-ID"))
                .isEqualTo("x1");
    }

    @Test
    void unknownMembersAreIgnored() {
        String more = READ.formatted("open")
                .replace("{\"subject\"", "{\"extra\":[1],\"subject\"")
                .replace("\"type\":\"user\"", "\"type\":\"user\",\"colour\":\"red\"");
        var answer = ana.post("/access/v1/evaluation", more).expect(200);
        assertThat(answer.at("decision")).isEqualTo(new Json.Bool(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                                                     | the field `/subject` is missing",
                "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"}}       | the field `/action` is missing",
                "{\"subject\":\"ana\",\"action\":{},\"resource\":{}}    | `/subject` is not an object",
                "{\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"a\",\"id\":\"b\"}}"
                        + " | the field `/subject/id` is missing",
                "[]                                                     | not a JSON object",
                "nonsense                                               | is not JSON",
            })
    void aMalformedRequestIs400WithAString(String body, String message) {
        var answer = ana.post("/access/v1/evaluation", body).expect(400);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.body()).contains(message);
    }

    @Test
    void aMalformedEvaluationOfABatchIsNamedByItsPlace() {
        String body = "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"evaluations\":["
                + "{\"resource\":{\"type\":\"dataset\",\"id\":\"a\"}},{\"resource\":{\"id\":\"b\"}}]}";
        assertThat(ana.post("/access/v1/evaluations", body).expect(400).body())
                .contains("the field `/evaluations/1/resource/type` is missing");
    }

    @Test
    void withoutATokenIs401WithAString() {
        var answer = people.nobody()
                .post("/access/v1/evaluation", READ.formatted("open"))
                .expect(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
    }

    @Test
    void aBatchMergesItsDefaultsAndKeepsTheOrder() {
        var answer = ana.post(
                        "/access/v1/evaluations",
                        "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},"
                                + "\"context\":{\"purpose\":\"research\"},\"evaluations\":["
                                + "{\"resource\":{\"type\":\"dataset\",\"id\":\"authzen-open\"}},"
                                + "{\"resource\":{\"type\":\"dataset\",\"id\":\"authzen-closed\"}},"
                                + "{\"resource\":{\"type\":\"dataset\",\"id\":\"authzen-open\"},\"context\":{\"purpose\":\"sale\"}}]}")
                .expect(200);
        assertThat(answer.items("evaluations")).hasSize(3);
        assertThat(answer.at("evaluations", "0", "decision")).isEqualTo(new Json.Bool(true));
        assertThat(answer.at("evaluations", "1", "decision")).isEqualTo(new Json.Bool(false));
        assertThat(answer.at("evaluations", "2", "decision")).isEqualTo(new Json.Bool(false));
        // Entries of others may stand between them.
        assertThat(Stream.of("0", "1", "2")
                        .map(place -> answer.number("evaluations", place, "context", "ledger", "index")))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "execute_all,            3",
        "deny_on_first_deny,     2",
        "permit_on_first_permit, 1",
    })
    void aBatchStopsWhereItsSemanticSays(String semantic, int answers) {
        var answer = ana.post("/access/v1/evaluations", batch(semantic)).expect(200);
        assertThat(answer.items("evaluations")).hasSize(answers);
    }

    @Test
    void anUnknownSemanticIsRefusedWithTheNearest() {
        var answer = ana.post("/access/v1/evaluations", batch("execute_al")).expect(400);
        assertThat(answer.body()).contains("`execute_all`");
    }

    @Test
    void withoutEvaluationsABatchIsOneEvaluation() {
        var empty = READ.formatted("open").replace("{\"subject\"", "{\"evaluations\":[],\"subject\"");
        for (String body : new String[] {READ.formatted("open"), empty}) {
            var answer = ana.post("/access/v1/evaluations", body).expect(200);
            assertThat(answer.at("decision")).isEqualTo(new Json.Bool(true));
        }
    }

    @Test
    void aBatchIsBounded() {
        String one = "{\"resource\":{\"type\":\"dataset\",\"id\":\"authzen-open\"}},";
        String body = "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"evaluations\":["
                + one.repeat(65).replaceAll(",$", "") + "]}";
        assertThat(ana.post("/access/v1/evaluations", body).expect(400).body()).contains("at most 64");
    }

    @Test
    void discoveryNamesTheEndpoints() {
        var answer = people.nobody().get("/.well-known/authzen-configuration").expect(200);
        String base = people.nobody().base();
        assertThat(answer.text("policy_decision_point")).isEqualTo(base);
        assertThat(answer.text("access_evaluation_endpoint")).isEqualTo(base + "/access/v1/evaluation");
        assertThat(answer.text("access_evaluations_endpoint")).isEqualTo(base + "/access/v1/evaluations");
    }

    @Test
    void discoveryDoesNotBelieveTheHostHeader() throws IOException {
        URI base = URI.create(people.nobody().base());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            String request = String.join(
                    "\r\n",
                    "GET /.well-known/authzen-configuration HTTP/1.1",
                    "Host: evil.example",
                    "Connection: close",
                    "",
                    "");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains(people.nobody().base())
                    .doesNotContain("evil");
        }
    }

    private static String batch(String semantic) {
        return "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},"
                + "\"context\":{\"purpose\":\"research\"},\"options\":{\"evaluations_semantic\":\"" + semantic + "\"},"
                + "\"evaluations\":[{\"resource\":{\"type\":\"dataset\",\"id\":\"authzen-open\"}},"
                + "{\"resource\":{\"type\":\"dataset\",\"id\":\"authzen-closed\"}},"
                + "{\"resource\":{\"type\":\"dataset\",\"id\":\"authzen-open\"}}]}";
    }
}
