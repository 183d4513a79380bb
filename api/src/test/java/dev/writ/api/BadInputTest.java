package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.SharedService.People;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers get wrong, each answered clearly and cheaply. */
@ExtendWith(SharedService.class)
@Tag("database")
@Timeout(60)
class BadInputTest {
    private static final int HUNDRED_MB = 100 << 20;

    private final People people;

    BadInputTest(People people) {
        this.people = people;
    }

    @Test
    void aBodyOf100MbIsRefusedBeforeItIsSent() throws IOException {
        URI base = URI.create(people.nobody().base());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            String head = head("POST /api/v1/principals HTTP/1.1", "Content-Length: " + HUNDRED_MB) + "{";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void aBodyOf100MbWithoutALengthIsReadUpToTheLimitOnly() throws IOException {
        URI base = URI.create(people.nobody().base());
        byte[] chunk = ("10000\r\n" + "a".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        long sent = 0;
        String answer;
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            String head = head("POST /api/v1/bootstrap HTTP/1.1", "Transfer-Encoding: chunked");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            sent = sendUntilRefused(socket, chunk);
            answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
        assertThat(answer).isEqualTo("HTTP/1.1 413");
        assertThat(sent).isLessThan(HUNDRED_MB / 4);
    }

    private static String head(String line, String length) {
        return String.join("\r\n", line, "Host: x", "Content-Type: application/json", length, "", "");
    }

    /** Sends until the service answers or hangs up, at most 100 MB. */
    private static long sendUntilRefused(Socket socket, byte[] chunk) throws IOException {
        long sent = 0;
        while (sent < HUNDRED_MB && socket.getInputStream().available() == 0) {
            try {
                socket.getOutputStream().write(chunk);
            } catch (IOException hungUp) {
                return sent;
            }
            sent += chunk.length;
        }
        return sent;
    }

    @Test
    void aBodyBeyondTheLimitIsAProblem() {
        String body = "{\"id\":\"" + "a".repeat(1 << 20) + "\"}";
        people.admin().post("/api/v1/principals", body).expectProblem(413, "body.too_large");
        var authzen = people.requester().post("/access/v1/evaluation", body).expect(413);
        assertThat(authzen.header("Content-Type")).startsWith("text/plain");
    }

    @Test
    void jsonThatIs10000DeepIsRefused() {
        String deep = "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        people.admin().post("/api/v1/principals", deep).expectProblem(400, "json.limit");
        String answer = people.requester()
                .post("/access/v1/evaluation", deep)
                .expect(400)
                .body();
        assertThat(answer).contains("nested deeper than 64 levels");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "POST | /api/v1/principals | {\"id\":\"x\",\"knd\":\"human\"}       | 422 | field.unknown      |"
                        + " `kind`",
                "POST | /api/v1/principals | {\"id\":\"x\",\"id\":\"y\"}            | 422 | json.not_hashable  |"
                        + " occurs twice",
                "POST | /api/v1/principals | {\"id\":\"x\",\"kind\":\"human\",\"attributes\":{\"n\":1}} | 422 |"
                        + " field.type | `/attributes/n`",
                "POST | /api/v1/principals | {\"id\":                               | 400 | json.syntax        | line"
                        + " 1",
                "POST | /api/v1/principals | []                                     | 400 | body.not_object    | not a"
                        + " JSON object",
                "POST | /api/v1/tokens     | {\"principal\":\"nobody-here\"}        | 422 | principal.unknown  |"
                        + " `nobody-here`",
                "POST | /api/v1/tokens     | {\"principal\":\"root\",\"scopes\":[\"evaluat\"]} | 422 | field.value |"
                        + " `evaluate`",
                "POST | /api/v1/tokens     | {\"principal\":\"root\",\"expires_in_seconds\":0} | 422 | field.type |"
                        + " `/expires_in_seconds`",
                "POST | /api/v1/producers  |"
                        + " {\"id\":\"root\",\"keyid\":\"k\",\"algorithm\":\"rsa\",\"public_key\":\"AA==\"} | 422 |"
                        + " field.value | ed25519",
                "POST | /api/v1/producers  |"
                        + " {\"id\":\"root\",\"keyid\":\"k\",\"algorithm\":\"ed25519\",\"public_key\":\"AA==\"} | 422 |"
                        + " producer.public_key | 32 bytes",
                "POST | /api/v1/tokens     | {\"principal\":\"a\\u0000\"}          | 422 | field.text         | U+0000",
                "PUT  | /api/v1/datasets/d | {\"classification\":\"secret\"}        | 422 | field.value        |"
                        + " restricted",
                "PUT  | /api/v1/datasets/d |"
                        + " {\"classification\":\"public\",\"columns\":[{\"name\":\"a\",\"sensitive\":1}]} | 422 |"
                        + " field.unknown | `sensitivity`",
            })
    void aWrongBodyIsExplained(
            String method, String path, String body, int status, String code, String inDetailOrRemediation) {
        Client admin = people.admin();
        var answer = method.equals("PUT") ? admin.put(path, body) : admin.post(path, body);
        answer.expectProblem(status, code);
        assertThat(answer.text("detail") + " " + answer.text("remediation")).contains(inDetailOrRemediation);
        assertThat(answer.body()).doesNotContain("dev.writ").doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/nothing-here, 404, path.unknown",
        "/api/v1/decisions/not-a-uuid, 404, decision.unknown",
        "/api/v1/decisions?subjct=a, 400, parameter.unknown",
        "/api/v1/decisions?outcome=maybe, 400, outcome.unknown",
        "/api/v1/decisions?limit=0, 400, limit.invalid",
        "/api/v1/decisions?limit=many, 400, limit.invalid",
        "/api/v1/decisions?cursor=%25, 400, cursor.invalid",
        "/api/v1/decisions?cursor=YWJj, 400, cursor.invalid",
        "/api/v1/principals?cursor=AA, 400, cursor.invalid",
        "/api/v1/decisions?subject=a%00, 400, parameter.text",
        "/api/v1/policy-sets/other, 404, policy_set.unknown",
        "/ledger/other/checkpoint, 404, log.unknown",
        "/ledger/main/tile/0/999, 404, ledger.nothing_here",
        "/ledger/main/tile/0/1, 404, ledger.nothing_here",
        "/ledger/main/tile/99/000, 404, ledger.nothing_here",
        "/ledger/main/proof/999999, 404, ledger.nothing_here",
        "/ledger/main/proof/x, 400, parameter.number",
        "/ledger/main/proof/inclusion?index=0, 400, parameter.number",
        "/ledger/main/proof/consistency?first=2&second=1, 404, ledger.nothing_here",
    })
    void aWrongPathOrParameterIsExplained(String path, int status, String code) {
        people.auditor().get(path).expectProblem(status, code);
    }

    @Test
    void aWrongMethodOrMediaTypeIsRefused() {
        var deleted = people.admin().delete("/api/v1/principals");
        deleted.expectProblem(405, "method.unknown");
        assertThat(deleted.header("Allow")).isEqualTo("GET, POST");
        people.nobody().delete("/api/v1/principals").expectProblem(405, "method.unknown");
        people.nobody().delete("/api/v1/nothing").expectProblem(401, "token.missing");
        people.admin().delete("/api/v1/nothing").expectProblem(404, "path.unknown");
        people.admin().get("/api/v1/webhooks?a=b&=").expectProblem(400, "parameters.unreadable");
        people.admin().get("/api/v1/decisions?a%1C=b").expectProblem(400, "parameters.unreadable");
        people.admin().get("/api/v1/decisions?outcome=").expectProblem(400, "outcome.unknown");
        var text = people.admin()
                .request("/api/v1/principals")
                .header("Accept", "image/png")
                .GET();
        assertThat(people.admin().send(text).status()).isIn(406, 200);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/principals, application/x-www-form-urlencoded",
        "PUT, /api/v1/datasets/form, application/x-www-form-urlencoded",
        "POST, /api/v1/tokens, multipart/form-data; boundary=x",
        "POST, /api/v1/tokens, text/plain",
        "POST, /api/v1/tokens, nonsense",
    })
    void aBodyThatIsNotJsonIsRefusedUnread(String method, String path, String type) throws IOException {
        URI base = URI.create(people.admin().base());
        String token = people.admin()
                .request(path)
                .build()
                .headers()
                .firstValue("Authorization")
                .orElseThrow();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            // Only the beginning of a form: whoever reads it before refusing waits for the rest, which never comes.
            String begun = String.join(
                    "\r\n",
                    method + " " + path + " HTTP/1.1",
                    "Host: " + base.getAuthority(),
                    "Authorization: " + token,
                    "Content-Type: " + type,
                    "Transfer-Encoding: chunked",
                    "",
                    "4",
                    "a=b&",
                    "");
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            for (int next = 0; next >= 0 && next != '}'; ) {
                next = socket.getInputStream().read();
                answer.append((char) next);
            }
            assertThat(answer)
                    .startsWith("HTTP/1.1 415")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("\"code\":\"media_type.unsupported\"")
                    .containsPattern("\"remediation\":\"[^\"]+\"");
        }
    }

    @Test
    void aCallerThatCannotTakeTheAnswerIsRefusedBeforeTheEffect() {
        String body = "{\"id\":\"never-there\",\"kind\":\"human\"}";
        people.admin()
                .post("/api/v1/principals", body, "Accept", "image/png, application/json;q=0")
                .expectProblem(406, "media_type.unavailable");
        people.admin()
                .post("/api/v1/principals", body, "Accept", "text/html, */*;q=0.1")
                .expect(201);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /api/v1%2fprincipals, 400",
        "GET //api/v1/principals, 400",
        "GET /api/v1/principals;x=1, 400",
        "GET /api/../x, 400",
        "GET /%zz, 400",
        "TRACE /api, 405",
        "FOO /api, 401",
        "FOO /api/v1/principals, 405",
    })
    void whatTheWebServerRefusesIsAProblemToo(String line, int status) throws IOException {
        URI base = URI.create(people.nobody().base());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            String head = String.join(
                    "\r\n", line + " HTTP/1.1", "Host: x", "Accept: text/html", "Connection: close", "", "");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status)
                    .contains("Content-Type: application/problem+json")
                    .contains("https://writ.dev/problems/");
        }
    }

    @Test
    void anEmptyBodyIsExplained() {
        people.admin().post("/api/v1/principals", "").expectProblem(400, "body.missing");
    }

    @Test
    void aBodyThatBreaksOffLeavesNothingBehind() throws IOException {
        URI base = URI.create(people.nobody().base());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write("POST /api/v1/bootstrap HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{\"id\":"
                            .getBytes(StandardCharsets.US_ASCII));
        }
        people.nobody().get("/actuator/health").expect(200);
    }

    @Test
    void manyBytesInAHeaderAreRefused() {
        InputStream none = new ByteArrayInputStream(new byte[0]);
        var request = people.nobody()
                .request("/actuator/health")
                .header("X-Long", String.join("", Collections.nCopies(100_000, "a")))
                .method("GET", HttpRequest.BodyPublishers.ofInputStream(() -> none));
        var answer = people.nobody().send(request).expect(400);
        assertThat(answer.body()).doesNotContain("<");
    }
}
