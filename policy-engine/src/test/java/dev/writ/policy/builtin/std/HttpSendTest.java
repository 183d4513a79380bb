package dev.writ.policy.builtin.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.BuiltinLimits;
import dev.writ.policy.builtin.FakeContext;
import dev.writ.policy.builtin.Literals;
import dev.writ.policy.builtin.http.HttpTransport;
import dev.writ.policy.builtin.http.JavaHttpTransport;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code http.send} against a server on loopback; texts and shapes are those of the real OPA. */
final class HttpSendTest {

    private static final String HOST = "127.0.0.1";

    @TempDir
    private Path folder = Path.of("");

    private TestServer server = none();
    private HttpTransport transport = JavaHttpTransport.to(Set.of(HOST));

    private static TestServer none() {
        try {
            return TestServer.plain();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void freshTransport() {
        transport = JavaHttpTransport.to(Set.of(HOST));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private FakeContext context() {
        return new FakeContext().withHttp(transport);
    }

    private static RegoObject send(FakeContext context, String request) {
        Builtin builtin =
                StandardBuiltins.registry().implementation("http.send").orElseThrow();
        return (RegoObject) builtin.call(context, List.of(Literals.value(request)));
    }

    private RegoObject get(String path, String more) {
        return get(context(), path, more);
    }

    private RegoObject get(FakeContext context, String path, String more) {
        return send(context, "{\"method\": \"get\", \"url\": \"" + server.url(path) + "\"" + more + "}");
    }

    private static String at(RegoObject object, String key) {
        return JsonWriter.compact(Objects.requireNonNull(object.get(key), key));
    }

    @Test
    void answersHaveStatusBodyAndHeaders() {
        server.on("/json", exchange -> TestServer.answer(exchange, 200, "application/json", "{\"a\": [1, 2.50]}"));

        RegoObject answer = get("/json", "");

        assertThat(at(answer, "status")).isEqualTo("\"200 OK\"");
        assertThat(at(answer, "status_code")).isEqualTo("200");
        assertThat(at(answer, "body")).isEqualTo("{\"a\":[1,2.50]}");
        assertThat(at(answer, "raw_body")).isEqualTo("\"{\\\"a\\\": [1, 2.50]}\"");
        RegoObject headers = (RegoObject) Objects.requireNonNull(answer.get("headers"));
        assertThat(at(headers, "content-type")).isEqualTo("[\"application/json\"]");
        assertThat(at(headers, "content-length")).isEqualTo("[\"16\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/problem+json; charset=utf-8 | {\"a\":1} | '' | {\"a\":1}",
                "application/yaml | a: 1 | '' | {\"a\":1}",
                "text/plain | {\"a\":1} | '' | null",
                "text/plain | {\"a\":1} | ', \"force_json_decode\": true' | {\"a\":1}",
                "text/plain | a: [1] | ', \"force_yaml_decode\": true' | {\"a\":[1]}",
                "application/json | {\"a\": | '' | null",
                "application/json | {\"a\":1}; more | '' | {\"a\":1}",
                "application/json ; x=y | 1 | '' | null"
            })
    void bodiesAreDecodedByTheirType(String type, String body, String more, String expected) {
        server.on("/x", exchange -> TestServer.answer(exchange, 200, type, body));

        assertThat(at(get("/x", more), "body")).isEqualTo(expected);
    }

    @Test
    void methodHeadersAndBodiesAreSent() {
        server.on("/echo", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String agent = exchange.getRequestHeaders().getFirst("User-Agent");
            String own = exchange.getRequestHeaders().getFirst("X-Own");
            TestServer.answer(exchange, 201, null, exchange.getRequestMethod() + " " + own + " " + agent + " " + body);
        });
        String url = "\"url\": \"" + server.url("/echo") + "\"";
        RegoObject posted = send(
                context(),
                "{\"method\": \"post\", " + url + ", \"headers\": {\"X-Own\": \"1\"}, \"body\": {\"b\": [1]}}");
        assertThat(at(posted, "raw_body")).isEqualTo("\"POST 1 Open-Policy-Agent/1.22.2 {\\\"b\\\":[1]}\"");
        assertThat(at(posted, "status")).isEqualTo("\"201 Created\"");
        RegoObject raw = send(
                context(),
                "{\"method\": \"PUT\", " + url
                        + ", \"raw_body\": \"a=b\", \"body\": 1, \"headers\": {\"user-agent\": \"me\"}}");
        assertThat(at(raw, "raw_body")).isEqualTo("\"PUT null me a=b\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1\", \"bad\": 1} | operand 1 invalid request"
                        + " parameters(s): {\"bad\"}",
                "{\"method\": \"get\"} | operand 1 missing required request parameters(s): {\"url\"}",
                "{} | operand 1 missing required request parameters(s): {\"method\", \"url\"}",
                "{\"method\": 1, \"url\": \"http://127.0.0.1\"} | \"method\" must be a string",
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1\", \"timeout\": \"1x\"} | invalid timeout value"
                        + " \"1x\": time: unknown unit \"x\" in duration \"1x\"",
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1\", \"timeout\": []} | operand 1 'timeout' must be"
                        + " one of {string, number} but got array",
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1\", \"cache\": 1} | invalid value for \"cache\""
                        + " field",
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1\", \"force_cache\": true} | 'force_cache' set but"
                        + " 'force_cache_duration_seconds' parameter is missing",
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1\", \"headers\": 1} | invalid type for headers key",
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1\", \"force_cache\": true,"
                        + " \"force_cache_duration_seconds\": \"1\"} | strconv.ParseInt: parsing"
                        + " \"\\\"1\\\"\": invalid syntax",
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1\", \"force_cache\": true,"
                        + " \"force_cache_duration_seconds\": 3000000000} | strconv.ParseInt: parsing"
                        + " \"3000000000\": value out of range",
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1\", \"enable_redirect\": \"x\"} |"
                        + " strconv.ParseBool: parsing \"\\\"x\\\"\": invalid syntax",
                "{\"method\": \"a b\", \"url\": \"http://127.0.0.1\"} | net/http: invalid method \"A B\"",
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1\", \"headers\": {\"a b\": \"c\"}} |"
                        + " Get \"http://127.0.0.1\": net/http: invalid header field name \"a b\"",
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1\", \"headers\": {\"a\": \"b\\n\"}} |"
                        + " Get \"http://127.0.0.1\": net/http: invalid header field value for \"a\"",
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1\", \"headers\": {\"a\": \"ä\"}} | header"
                        + " `a` has characters beyond ASCII, which cannot be sent; encode them",
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1/%zz\"} | parse \"http://127.0.0.1/%zz\":"
                        + " invalid URL escape \"%zz\"",
                "{\"method\": \"get\", \"url\": \"http://a_b/\"} | host `a_b` cannot be asked: its name has"
                        + " characters beyond letters, digits, points and hyphens",
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1\", \"max_retry_attempts\": -1} | invalid value -1"
                        + " for field \"max_retry_attempts\"",
                "{\"method\": \"get\", \"url\": \"http://127.0.0.1\", \"raise_error\": 1} | invalid value for"
                        + " \"raise_error\" field",
                "{\"method\": \"get\", \"url\": \"ftp://127.0.0.1\"} | Get \"ftp://127.0.0.1\": unsupported protocol"
                        + " scheme \"ftp\""
            })
    void wrongRequestsAreRefused(String request, String message) {
        assertThatThrownBy(() -> send(context(), request))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessage(message);
    }

    @Test
    void nothingIsSentToHostsThatAreNotAllowed() {
        server.on("/x", exchange -> TestServer.answer(exchange, 200, null, "x"));

        for (HttpTransport closed : List.of(HttpTransport.none(), JavaHttpTransport.to(Set.of("localhost")))) {
            assertThatThrownBy(() -> get(new FakeContext().withHttp(closed), "/x", ""))
                    .isInstanceOf(BuiltinFailure.class)
                    .hasMessageContaining("disallowed host: 127.0.0.1")
                    .hasMessageContaining("`allow_net`");
        }
        assertThatThrownBy(() -> get(new FakeContext(), "/x", "")).hasMessageContaining("disallowed host");
        assertThat(server.count("/x")).isZero();
    }

    @Test
    void redirectsAreFollowedOnRequestAndOnlyToAllowedHosts() {
        server.on("/to", exchange -> TestServer.answer(exchange, 200, null, "there " + exchange.getRequestMethod()));
        server.on("/from", exchange -> {
            exchange.getResponseHeaders().set("Location", "/to");
            TestServer.answer(exchange, 302, null, "");
        });
        server.on("/away", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/secrets");
            TestServer.answer(exchange, 302, null, "");
        });
        server.on("/loop", exchange -> {
            exchange.getResponseHeaders().set("Location", "/loop");
            TestServer.answer(exchange, 307, null, "");
        });

        assertThat(at(get("/from", ""), "status_code")).isEqualTo("302");
        assertThat(at(get("/from", ", \"enable_redirect\": true"), "raw_body")).isEqualTo("\"there GET\"");
        assertThatThrownBy(() -> get("/away", ", \"enable_redirect\": true"))
                .hasMessageContaining("disallowed host: 169.254.169.254");
        assertThatThrownBy(() -> get("/loop", ", \"enable_redirect\": true"))
                .hasMessageContaining("stopped after 10 redirects");
    }

    @Test
    void redirectsAreResolvedAndSecretsStayWithTheirHost() throws IOException {
        String port = server.url("").replaceFirst(".*:", "");
        transport = JavaHttpTransport.to(Set.of(HOST, "localhost"));
        server.on("/dir/echo", exchange -> {
            String headers = exchange.getRequestHeaders().keySet().stream()
                    .filter(name -> name.startsWith("Cookie") || name.equals("Authorization") || name.equals("X-own"))
                    .sorted()
                    .toList()
                    .toString();
            TestServer.answer(exchange, 200, null, exchange.getRequestURI() + headers);
        });
        server.on("/dir/from", exchange -> {
            String query = exchange.getRequestURI().getQuery();
            if (query.equals("x=1")) {
                TestServer.answer(exchange, 200, null, "the query alone changed");
            } else {
                exchange.getResponseHeaders().set("Location", query.substring(2));
                TestServer.answer(exchange, 302, null, "");
            }
        });
        String follow = ", \"enable_redirect\": true, \"headers\": {\"Cookie\": \"a\", \"Cookie2\": \"b\","
                + " \"Authorization\": \"c\", \"X-Own\": \"d\"}";

        assertThat(at(get("/dir/from?l=echo%3Fa b", follow), "raw_body"))
                .isEqualTo("\"/dir/echo?a%20b[Authorization, Cookie, Cookie2, X-own]\"");
        assertThat(at(get("/dir/from?l=http://localhost:" + port + "/dir/echo", follow), "raw_body"))
                .isEqualTo("\"/dir/echo[X-own]\"");
        assertThat(at(get("/dir/from?l=?x=1", follow), "raw_body")).isEqualTo("\"the query alone changed\"");
        assertThat(at(get("/dir/from?l=", follow), "status_code")).isEqualTo("302");
        assertThatThrownBy(() -> get("/dir/from?l=file:///etc/passwd", follow))
                .hasMessage("Get \"file:///etc/passwd\": unsupported protocol scheme \"file\"");
    }

    @Test
    void failuresAreErrorsOrValues() {
        String url = server.url("/gone");
        server.close();
        String more = "{\"method\": \"get\", \"url\": \"" + url + "\", \"raise_error\": ";

        assertThatThrownBy(() -> send(context(), more + "true}"))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessageContaining("Get \"" + url + "\": ")
                .hasMessageContaining("connection refused");
        RegoObject failed = send(context(), more + "false}");
        assertThat(at(failed, "status_code")).isEqualTo("0");
        assertThat(at((RegoObject) Objects.requireNonNull(failed.get("error")), "code"))
                .isEqualTo("\"eval_http_send_network_error\"");
        RegoObject refused = send(context(), "{\"method\": \"get\", \"raise_error\": false}");
        assertThat(at(refused, "error"))
                .isEqualTo("{\"code\":\"eval_http_send_internal_error\",\"message\":\"http.send: operand 1 missing"
                        + " required request parameters(s): {\\\"url\\\"}\"}");
    }

    @Test
    void timeIsBounded() {
        server.on("/slow", exchange -> server.hold());
        server.on("/half", exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            server.hold();
        });

        String timeout = ", \"timeout\": \"200ms\"";
        assertThatThrownBy(() -> get("/slow", timeout))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessage("Get " + server.url("/slow") + ": request timed out");
        assertThat(at(get("/slow", timeout + ", \"raise_error\": false"), "error"))
                .contains("eval_http_send_network_error")
                .contains("context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        assertThatThrownBy(() -> get("/half", timeout))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessage("context deadline exceeded (Client.Timeout or context cancellation while reading body)");
        assertThatThrownBy(() -> get(new FakeContext(BuiltinLimits.DEFAULT, 3).withHttp(transport), "/slow", ""))
                .isInstanceOf(FakeContext.Halted.class);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1"})
    void withoutAPositiveTimeoutTheEvaluationBoundsTheTime(String timeout) {
        server.on("/x", exchange -> TestServer.answer(exchange, 200, null, "x"));

        assertThat(at(get("/x", ", \"timeout\": " + timeout), "raw_body")).isEqualTo("\"x\"");
    }

    @Test
    void answersMayBeCompressedOnTheWay() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write("{\"z\": 1}".getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = zipped.toByteArray();
        server.on("/zip", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.getResponseHeaders()
                    .set("X-Asked", exchange.getRequestHeaders().getFirst("Accept-Encoding"));
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
        server.on("/broken", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            TestServer.answer(exchange, 200, null, "not compressed at all");
        });

        RegoObject answer = get("/zip", "");
        assertThat(at(answer, "body")).isEqualTo("{\"z\":1}");
        assertThat(at(answer, "headers"))
                .contains("\"x-asked\":[\"gzip\"]")
                .doesNotContain("content-encoding")
                .doesNotContain("content-length");
        RegoObject own = get("/zip", ", \"headers\": {\"accept-encoding\": \"gzip\"}");
        assertThat(at(own, "body")).isEqualTo("null");
        assertThat(at(own, "headers")).contains("\"content-encoding\":[\"gzip\"]");
        assertThatThrownBy(() -> get("/broken", "")).hasMessage("gzip: invalid header");
        transport = JavaHttpTransport.to(Set.of(HOST), bytes.length);
        assertThat(at(get("/zip", ""), "raw_body")).isEqualTo("\"{\\\"z\\\": 1}\"");
    }

    @Test
    void whatIsUnpackedIsBoundedInSize() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(new byte[100_000]);
        }
        byte[] bytes = zipped.toByteArray();
        transport = JavaHttpTransport.to(Set.of(HOST), 10_000);
        server.on("/bomb", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        });

        assertThat(bytes).hasSizeLessThan(10_000);
        assertThatThrownBy(() -> get("/bomb", "")).hasMessage("the body is larger than the limit of 10000 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "/echo/a b{c}d\\e | /echo/a%20b%7Bc%7Dd%5Ce",
                "/echo/ä?q={ü}&p=100%#f | /echo/%C3%A4?q=%7B%C3%BC%7D&p=100%25",
                "/echo/a%2Fb?q=[1]&r=%41 | /echo/a%2Fb?q=[1]&r=%41"
            })
    void whatUrlsMayNotHoldIsEscaped(String written, String sent) {
        server.on(
                "/echo",
                exchange -> TestServer.answer(
                        exchange, 200, null, exchange.getRequestURI().toString()));
        String url = RegoString.of(server.url("") + written).toString();

        RegoObject answer = send(context(), "{\"method\": \"get\", \"url\": " + url + "}");

        assertThat(at(answer, "raw_body")).isEqualTo("\"" + sent + "\"");
    }

    @Test
    void theUserOfAUrlIsSentAsBasicAuthorization() {
        server.on(
                "/who",
                exchange -> TestServer.answer(
                        exchange,
                        200,
                        null,
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
        String url = server.url("/who").replace("http://", "HTTP://us%20er:pass@");
        String request = "{\"method\": \"\", \"url\": \"" + url + "\"";

        assertThat(at(send(context(), request + "}"), "raw_body")).isEqualTo("\"Basic dXMgZXI6cGFzcw==\"");
        assertThat(at(send(context(), request + ", \"headers\": {\"authorization\": \"own\"}}"), "raw_body"))
                .isEqualTo("\"own\"");
    }

    @Test
    void answersAreBoundedInSize() {
        transport = JavaHttpTransport.to(Set.of(HOST), 1_000);
        server.on("/big", exchange -> TestServer.answer(exchange, 200, null, "x".repeat(1_001)));
        server.on("/fits", exchange -> TestServer.answer(exchange, 200, null, "x".repeat(1_000)));

        assertThat(at(get("/fits", ""), "status_code")).isEqualTo("200");
        assertThatThrownBy(() -> get("/big", "")).hasMessageContaining("larger than the limit of 1000 bytes");
    }

    @Test
    void failuresOfTheNetworkAreTriedAgain() {
        server.on("/flaky", exchange -> {
            if (server.count("/flaky") < 3) {
                exchange.close();
            } else {
                TestServer.answer(exchange, 200, null, "at last");
            }
        });

        assertThat(at(
                        send(
                                context(),
                                "{\"method\": \"post\", \"body\": 1, \"max_retry_attempts\": 5, \"url\": \""
                                        + server.url("/flaky") + "\"}"),
                        "raw_body"))
                .isEqualTo("\"at last\"");
        assertThat(server.count("/flaky")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void equalRequestsOfOneEvaluationAreSentOnce() {
        server.on("/x", exchange -> TestServer.answer(exchange, 200, null, "x"));
        FakeContext evaluation = context();

        get(evaluation, "/x", "");
        get(evaluation, "/x", "");
        assertThat(server.count("/x")).isEqualTo(1);
        get(evaluation, "/x", ", \"headers\": {\"a\": \"1\", \"b\": \"2\"}, \"cache_ignored_headers\": [\"b\"]");
        get(evaluation, "/x", ", \"headers\": {\"a\": \"1\", \"b\": \"3\"}, \"cache_ignored_headers\": [\"b\"]");
        assertThat(server.count("/x")).isEqualTo(2);
        get(context(), "/x", "");
        assertThat(server.count("/x")).isEqualTo(3);
    }

    @Test
    void answersAreCachedAcrossEvaluationsAsTheServerAllows() {
        server.on("/fresh", exchange -> cacheable(exchange, "max-age=60", "Date", "Mon, 23 Nov 2026 10:00:00 GMT"));
        server.on("/never", exchange -> cacheable(exchange, "no-store, max-age=60", "X", "y"));
        server.on("/tag", exchange -> {
            if ("\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.getResponseHeaders().set("X-Checked", "yes");
                TestServer.answer(exchange, 304, null, "");
            } else {
                cacheable(exchange, "max-age=1", "ETag", "\"1\"");
            }
        });
        String cache = ", \"cache\": true";
        Instant now = Instant.now();

        get(context().at(now), "/fresh", cache);
        get(context().at(now), "/fresh", cache);
        assertThat(server.count("/fresh")).isEqualTo(1);
        get(context().at(now.plusSeconds(100)), "/fresh", cache);
        assertThat(server.count("/fresh")).isEqualTo(2);

        get(context(), "/never", cache);
        get(context(), "/never", cache);
        assertThat(server.count("/never")).isEqualTo(2);

        get(context().at(now), "/tag", cache);
        RegoObject confirmed = get(context().at(now.plusSeconds(100)), "/tag", cache);
        assertThat(server.count("/tag")).isEqualTo(2);
        assertThat(at(confirmed, "status_code")).isEqualTo("200");
        assertThat(at(confirmed, "raw_body")).isEqualTo("\"x\"");
        assertThat(at((RegoObject) Objects.requireNonNull(confirmed.get("headers")), "x-checked"))
                .isEqualTo("[\"yes\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"max-age=\"60\" | ''", "max-age=-1 | ''", "max-age=60 | ', \"caching_mode\": \"x\"'"})
    void answersThatCannotBeKeptAreAnswersAllTheSame(String control, String more) {
        server.on("/x", exchange -> cacheable(exchange, control, "X", "y"));

        for (int i = 1; i <= 2; i++) {
            assertThat(at(get("/x", ", \"cache\": true" + more), "raw_body")).isEqualTo("\"x\"");
            assertThat(server.count("/x")).isEqualTo(i);
        }
    }

    private static void cacheable(HttpExchange exchange, String control, String name, String value) throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", control);
        if (!name.equals("Date")) {
            exchange.getResponseHeaders().set(name, value);
        }
        TestServer.answer(exchange, 200, null, "x");
    }

    @Test
    void cachingCanBeForced() {
        server.on("/x", exchange -> cacheable(exchange, "no-store", "X", "y"));
        String force = ", \"force_cache\": true, \"force_cache_duration_seconds\": 10";
        Instant now = Instant.now();

        get(context().at(now), "/x", force);
        get(context().at(now.plusSeconds(9)), "/x", force);
        assertThat(server.count("/x")).isEqualTo(1);
        get(context().at(now.plusSeconds(11)), "/x", force);
        assertThat(server.count("/x")).isEqualTo(2);
    }

    @Test
    void serversAndClientsProveWhoTheyAre() throws Exception {
        server.close();
        TestCertificates own = TestCertificates.selfSigned(new GeneralName(GeneralName.iPAddress, HOST));
        TestCertificates client = TestCertificates.selfSigned();
        server = TestServer.tls(own.server(client), true);
        server.on("/x", exchange -> TestServer.answer(exchange, 200, null, "secret"));
        String authority = ", \"tls_ca_cert\": " + quoted(own.certificatePem());
        String identity = ", \"tls_client_cert\": " + quoted(client.certificatePem()) + ", \"tls_client_key\": "
                + quoted(client.keyPem());

        assertThat(at(get("/x", authority + identity), "raw_body")).isEqualTo("\"secret\"");
        assertThatThrownBy(() -> get("/x", authority)).isInstanceOf(BuiltinFailure.class);
        assertThatThrownBy(() -> get("/x", identity))
                .isInstanceOf(BuiltinFailure.class)
                .hasMessage("Get \"" + server.url("/x") + "\": tls: failed to verify certificate: x509: certificate"
                        + " signed by unknown authority");
        assertThatThrownBy(() -> get("/x", ", \"tls_ca_cert_file\": \"/no/file\""))
                .hasMessage("open /no/file: no such file or directory");
        assertThatThrownBy(() -> get("/x", ", \"tls_ca_cert\": \"-----BEGIN CERTIFICATE-----\\nAAAA\""))
                .hasMessage("could not append certificates");
        assertThat(at(get("/x", identity + ", \"tls_insecure_skip_verify\": true"), "raw_body"))
                .isEqualTo("\"secret\"");
        String files =
                ", \"tls_ca_cert_file\": " + file("ca.pem", own.certificatePem()) + ", \"tls_client_cert_file\": "
                        + file("client.pem", client.certificatePem()) + ", \"tls_client_key_file\": "
                        + file("key.pem", client.keyPem());
        assertThat(at(get("/x", files), "raw_body")).isEqualTo("\"secret\"");
    }

    @Test
    void theNameThatAServerMustHaveCanBeGiven() throws Exception {
        server.close();
        TestCertificates own = TestCertificates.selfSigned(new GeneralName(GeneralName.dNSName, "*.example.org"));
        server = TestServer.tls(own.server(own), false);
        server.on("/x", exchange -> TestServer.answer(exchange, 200, null, "secret"));
        String authority = ", \"tls_ca_cert\": " + quoted(own.certificatePem());

        assertThat(at(get("/x", authority + ", \"tls_server_name\": \"a.example.org\""), "raw_body"))
                .isEqualTo("\"secret\"");
        assertThatThrownBy(() -> get("/x", authority + ", \"tls_server_name\": \"example.com\""))
                .isInstanceOf(BuiltinFailure.class);
        assertThatThrownBy(() -> get("/x", authority)).isInstanceOf(BuiltinFailure.class);
    }

    private String file(String name, String text) throws IOException {
        return quoted(Files.writeString(folder.resolve(name), text).toString());
    }

    private static String quoted(String text) {
        RegoValue value = RegoString.of(text);
        return JsonWriter.compact(value);
    }
}
