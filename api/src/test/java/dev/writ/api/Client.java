package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plain HTTP client, as a caller of the service would use. */
public final class Client {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String base;
    private final Optional<String> token;

    Client(String base) {
        this(base, Optional.empty());
    }

    private Client(String base, Optional<String> token) {
        this.base = base;
        this.token = token;
    }

    /** The same client with another token. */
    public Client withToken(String secret) {
        return new Client(base, Optional.of(secret));
    }

    /** The same caller at another service. */
    public Client at(String other) {
        return new Client(other, token);
    }

    /** Where the service is. */
    public String base() {
        return base;
    }

    /** An object as text. */
    public static String json(Map<String, Json> members) {
        return new Json.Obj(members).canonical().text();
    }

    /** A list of texts. */
    public static Json texts(List<String> texts) {
        return new Json.Arr(texts.stream().<Json>map(Json.Str::new).toList());
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String body, String... headers) {
        var request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    public Answer put(String path, String body, String... headers) {
        var request =
                request(path).header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    public Answer delete(String path, String... headers) {
        var request = request(path).DELETE();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Any request to a path of the service. */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    /** Sends a request. */
    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<byte[]> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** This answer, which must have the status. */
        public Answer expect(int status) {
            assertThat(status()).as(body()).isEqualTo(status);
            return this;
        }

        /** This answer, which must be a problem with the code. */
        public Answer expectProblem(int status, String code) {
            expect(status);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(text("code")).as(body()).isEqualTo(code);
            assertThat(text("remediation")).isNotBlank();
            return this;
        }

        /** A text by the path of its member names; digits are positions in lists. */
        public String text(String... path) {
            if (at(path) instanceof Json.Str(String text)) {
                return text;
            }
            throw new AssertionError("no text at " + List.of(path) + " in " + body());
        }

        /** A whole number. */
        public long number(String... path) {
            if (at(path) instanceof Json.Num(double number)) {
                return (long) number;
            }
            throw new AssertionError("no number at " + List.of(path) + " in " + body());
        }

        /** A list. */
        public List<Json> items(String... path) {
            if (at(path) instanceof Json.Arr(List<Json> items)) {
                return items;
            }
            throw new AssertionError("no list at " + List.of(path) + " in " + body());
        }

        /** Any value. */
        public Json at(String... path) {
            Json value = new StrictJson().read(body());
            for (String step : path) {
                value = switch (value) {
                    case Json.Obj(Map<String, Json> members) when members.containsKey(step) -> members.get(step);
                    case Json.Arr(List<Json> items) -> items.get(Integer.parseInt(step));
                    default -> throw new AssertionError("nothing at " + List.of(path) + " in " + body());
                };
            }
            return value;
        }
    }
}
