package dev.writ.policy.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.Query;
import dev.writ.policy.QueryResult;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.Undefined;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against servers that are not there, not OPA, or not well. */
class RemoteFaultsTest {

    /** Answers every request with one status and body; counts the requests. */
    private record Stub(HttpServer server, AtomicInteger requests) implements AutoCloseable {

        static Stub answering(int status, String body) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            AtomicInteger requests = new AtomicInteger();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            server.createContext("/", exchange -> {
                requests.incrementAndGet();
                try (exchange;
                        InputStream in = exchange.getRequestBody()) {
                    in.readAllBytes();
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            });
            server.start();
            return new Stub(server, requests);
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static Diagnostic failure(URI server, EvaluationOptions options) {
        try (RemotePolicyEngine engine = RemotePolicyEngine.of(RemoteOptions.of(server))) {
            Evaluation evaluation = engine.prepare("a/b").evaluate(Undefined.UNDEFINED, options);
            assertThat(evaluation).isInstanceOf(Evaluation.Failed.class);
            return ((Evaluation.Failed) evaluation).diagnostics().getFirst();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|not json|answered something that is no JSON object",
                "200|[]|answered something that is no JSON object",
                "200|{\"result\": 1|answered something that is no JSON object",
                "401|{}|refuses the caller with status 401",
                "403|{}|refuses the caller with status 403",
                "404|<html>|answered with status 404 and something that is no JSON object",
                "500|{\"code\": \"internal_error\", \"message\": \"out of order\"}|answered with status 500:"
                        + " internal_error: out of order",
                "503|{}|answered with status 503",
                "302|{}|answered with status 302"
            })
    void whatIsNoAnswerOfOpaIsSaid(int status, String body, String message) throws IOException {
        try (Stub stub = Stub.answering(status, body)) {
            Diagnostic diagnostic = failure(stub.address(), EvaluationOptions.standard());

            assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.EVAL_REMOTE);
            assertThat(diagnostic.message()).isEqualTo("OPA at `" + stub.address() + "` " + message);
            assertThat(stub.requests())
                    .as("nothing is tried twice, no redirect is followed")
                    .hasValue(1);
        }
    }

    @Test
    void allOfOpasErrorsAreKept() throws IOException {
        String body = """
            {"code": "internal_error", "message": "m", "errors": [
              {"code": "eval_conflict_error", "message": "one", "location": {"file": "p.rego", "row": 3, "col": 7}},
              {"code": "something_new", "message": "two"}]}\
            """;
        try (Stub stub = Stub.answering(500, body);
                RemotePolicyEngine engine = RemotePolicyEngine.of(RemoteOptions.of(stub.address()))) {
            Evaluation evaluation = engine.prepare("a").evaluate(Undefined.UNDEFINED);

            assertThat(((Evaluation.Failed) evaluation).diagnostics())
                    .extracting(Diagnostic::toString)
                    .containsExactly("eval_conflict_error: p.rego:3:7: one", "eval_remote_error: two");
        }
    }

    @Test
    void anErrorWithoutAMessageIsStillSaid() throws IOException {
        try (Stub stub = Stub.answering(400, "{\"errors\": [1, {\"code\": 1}]}")) {
            assertThat(failure(stub.address(), EvaluationOptions.standard()).message())
                    .isEqualTo("OPA reports an error without a message");
        }
    }

    @Test
    void failuresOfTheConnectionNameNoClasses() {
        String failure = "PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException:"
                + " unable to find a path";

        assertThat(RemoteFailures.plain(new IOException(failure)))
                .isEqualTo("PKIX path building failed: unable to find a path");
        assertThat(RemoteFailures.plain(new IOException())).isEqualTo("the connection failed");
    }

    @Test
    void queriesWithResultsOfAnotherFormFail() throws IOException {
        try (Stub stub = Stub.answering(200, "{\"result\": [1]}");
                RemotePolicyEngine engine = RemotePolicyEngine.of(RemoteOptions.of(stub.address()))) {
            QueryResult result = engine.prepareQuery(Query.of("x = 1")).evaluate(Undefined.UNDEFINED);

            assertThat(result).isInstanceOf(QueryResult.Failed.class);
        }
    }

    @Test
    void nobodyThereIsSaid() throws IOException {
        URI closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        assertThat(failure(closed, EvaluationOptions.standard()).message())
                .isEqualTo("OPA at `" + closed + "` cannot be reached");
    }

    @Test
    void silenceEndsAtTheTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            EvaluationOptions options = EvaluationOptions.standard();
            Diagnostic late =
                    failure(address, options.withLimits(options.limits().withTimeout(Duration.ofMillis(50))));

            assertThat(late.code()).isEqualTo(DiagnosticCode.EVAL_LIMIT);
            assertThat(late.message()).endsWith("did not answer within 50 ms");
        }
    }

    @Test
    void anInterruptedCallerGetsAnAnswerAndStaysInterrupted() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            Thread.currentThread().interrupt();
            Diagnostic cancelled = failure(address, EvaluationOptions.standard());

            assertThat(Thread.interrupted()).isTrue();
            assertThat(cancelled.code()).isEqualTo(DiagnosticCode.EVAL_CANCEL);
        }
    }

    @Test
    void aTokenIsNotSentInTheClear() {
        RemoteOptions options =
                RemoteOptions.of(URI.create("http://opa.example:8181")).withToken(() -> Optional.of("s3cret"));

        assertThatThrownBy(() -> RemotePolicyEngine.of(options))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("use an `https` address");
        assertThat(options.toString()).doesNotContain("s3cret");
    }

    @Test
    void addressesOfOtherKindsAreRefused() {
        assertThatThrownBy(() -> RemoteOptions.of(URI.create("file:///etc/passwd")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RemoteOptions.of(URI.create("https://user:pw@opa.example")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
