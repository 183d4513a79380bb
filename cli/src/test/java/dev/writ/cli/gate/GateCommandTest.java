package dev.writ.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import dev.writ.cli.Golden;
import dev.writ.cli.http.FakeService;
import dev.writ.cli.http.Json;
import dev.writ.cli.key.ProducerKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateCommandTest {
    private static final String DIGEST = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String CONTEXT = """
            "id": "0199-1", "policy": {"set": "main", "revision": "sha256:11"}, "ledger": {"log": "main", "index": 12}""";
    private static final String ALLOW =
            "{\"decision\": true, \"context\": {\"outcome\": \"allow\", \"reasons\": [], " + CONTEXT + "}}";
    private static final String DENY = """
            {"decision": false, "context": {"outcome": "deny", "reasons": [
              {"code": "promotion.latency_p95_ms.above", "message": "`latency_p95_ms` is 934.5, more than 50",
               "control": "WRIT-12", "remediation": "simplify | batch the model"},
              {"code": "evidence.reproducibility.missing", "message": "no reproducibility record",
               "control": "WRIT-04", "remediation": "submit one"}], "require": [],""" + CONTEXT + "}}";
    private static final String APPROVAL = """
            {"decision": false, "context": {"outcome": "approval_required", "reasons": [],
              "require": [{"group": "model-risk", "count": 2, "distinct_from": ["requester", "trainer"]}],""" + CONTEXT + "}}";

    @TempDir
    private Path folder = Path.of("");

    private FakeService service;
    private Path token;

    @BeforeEach
    void start() throws Exception {
        service = new FakeService();
        token = Files.writeString(folder.resolve("token"), "secret\n");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Cli.Run gate(String... more) {
        var args = new ArrayList<>(List.of(
                "gate",
                "--url",
                service.url(),
                "--token-file",
                token.toString(),
                "--subject",
                "ci",
                "--model",
                "m:1",
                "--environment",
                "staging"));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private void decides(String answer) {
        service.on("POST /access/v1/evaluation", 200, answer);
    }

    @ParameterizedTest
    @CsvSource({
        "allow, text, 0", "allow, json, 0", "allow, markdown, 0",
        "deny, text, 2", "deny, json, 2", "deny, markdown, 2",
        "approval, text, 3", "approval, json, 3", "approval, markdown, 3"
    })
    void everyOutcomeInEveryFormat(String outcome, String format, int exit) {
        decides(
                switch (outcome) {
                    case "allow" -> ALLOW;
                    case "deny" -> DENY;
                    case String approval -> APPROVAL;
                });

        Cli.Run run = gate("--digest", DIGEST, "--format", format);

        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isEqualTo(exit);
        Golden.check("gate-" + outcome + "-" + format + ".txt", run.out());
    }

    @Test
    void hashesTheRealBytesAndAsksAsTheTokensOwner() throws Exception {
        decides(ALLOW);
        Path artifact = Files.writeString(folder.resolve("model.bin"), "abc");

        gate("--artifact", artifact.toString());

        FakeService.Request request = service.requests().getFirst();
        assertThat(request.token()).isEqualTo("secret");
        assertThat(Json.parse(request.body().getBytes(StandardCharsets.UTF_8), "it"))
                .isEqualTo(new PromotionRequest("ci", "m:1", DIGEST, "staging").json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "true",
                "{\"decision\": true}",
                "{\"decision\": true, \"context\": {\"outcome\": \"deny\", \"ledger\": {\"index\": 1}}}",
                "{\"decision\": true, \"context\": {\"outcome\": \"approval_required\", \"ledger\": {\"index\": 1}}}",
                "{\"decision\": false, \"context\": {\"outcome\": \"allow\", \"ledger\": {\"index\": 1}}}",
                "{\"decision\": \"true\", \"context\": {\"outcome\": \"allow\", \"ledger\": {\"index\": 1}}}",
                "{\"decision\": true, \"context\": {\"outcome\": \"ALLOW\", \"ledger\": {\"index\": 1}}}",
                "{\"decision\": true, \"context\": {\"outcome\": \"allow\"}}",
                "{\"decision\": true, \"context\": {\"outcome\": \"allow\", \"ledger\": {\"index\": \"1\"}}}",
            })
    void anAnswerThatIsNoRecordedAllowNeverPasses(String answer) {
        decides(answer);

        Cli.Run run = gate("--digest", DIGEST);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith("error: the service's answer");
    }

    @Test
    void evidenceIsSignedAndSubmittedBeforeTheQuestion() throws Exception {
        decides(DENY);
        service.on("POST /api/v1/evidence", 201, "{\"id\": \"e1\", \"digest\": \"d\", \"ledger\": {\"index\": 7}}");
        Path key = folder.resolve("k.pem");
        ProducerKey.generate(new SecureRandom()).write(key);
        Path statement = Path.of("..", "docs", "examples", "home-mortgage", "evidence", "evaluation.json");

        Cli.Run run = gate("--digest", DIGEST, "--evidence", statement.toString(), "--producer-key", key.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("submitted " + statement + ": e1, ledger entry 7" + System.lineSeparator());
        assertThat(service.requests())
                .extracting(FakeService.Request::path)
                .containsExactly("/api/v1/evidence", "/access/v1/evaluation");
        assertThat(service.requests().getFirst().body())
                .contains(ProducerKey.read(key).id());
    }

    @Test
    void refusedEvidenceIsNoDecision() throws Exception {
        decides(ALLOW);
        service.on("POST /api/v1/evidence", 422, "{\"detail\": \"`keyid` is not registered\"}");
        Path envelope = Files.writeString(folder.resolve("e.json"), "{\"payloadType\": \"x\"}");

        Cli.Run run = gate("--digest", DIGEST, "--evidence", envelope.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("(422): `keyid` is not registered");
        assertThat(service.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | error: the service refused `/access/v1/evaluation` (401)",
                "500 | error: the service refused `/access/v1/evaluation` (500)",
                "503 | error: the service refused `/access/v1/evaluation` (503)",
            })
    void aRefusedQuestionIsNoDecision(int status, String message) {
        service.on("POST /access/v1/evaluation", status, "");

        Cli.Run run = gate("--digest", DIGEST);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--digest sha256:ABC              | error: `sha256:ABC` is not a digest: expected `sha256:` and 64 lower-case hexadecimal digits",
                "--artifact missing.onnx          | error: cannot read the artifact `missing.onnx`: there is no `missing.onnx`",
                "--environment staging            | error: missing required argument (specify one of these)",
                "--digest a --artifact b          | error: --artifact=FILE, --digest=DIGEST are mutually exclusive",
                "--digest a --token-file none     | error: cannot read the token: there is no `none`",
            })
    void wrongInputAsksNobody(String arguments, String message) {
        var args = new ArrayList<>(List.of("gate", "--url", service.url(), "--subject", "ci", "--model", "m:1"));
        if (!arguments.contains("--environment")) {
            args.addAll(List.of("--environment", "staging"));
        }
        args.addAll(List.of(arguments
                .replace("--digest a --token", "--digest " + DIGEST + " --token")
                .split(" ")));

        Cli.Run run = Cli.run(args.toArray(String[]::new));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith(message);
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void anEmptyTokenFileIsRefusedBeforeAnythingIsSent() throws Exception {
        Files.writeString(token, " \n");

        Cli.Run run = gate("--digest", DIGEST);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith("error: `" + token + "` does not hold a token");
        assertThat(service.requests()).isEmpty();
    }
}
