package dev.writ.cli.http;

import dev.writ.cli.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** One service and the token to call it with. Safe for use by several threads. */
public final class ServiceClient implements AutoCloseable {
    /** Above the largest evidence pack. */
    private static final int LONGEST_ANSWER = 65 << 20;

    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(1600));
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final URI base;
    private final Optional<String> token;
    private final HttpClient http;

    private ServiceClient(URI base, Optional<String> token, HttpClient http) {
        this.base = base;
        this.token = token;
        this.http = http;
    }

    /** A client for the service at {@code base}, without a token where none is needed. */
    public static ServiceClient of(URI base, Optional<String> token) {
        if (base.getHost() == null || !("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
            throw new Failure("`" + base + "` is not the URL of a service: give one like `http://127.0.0.1:8181`");
        }
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        return new ServiceClient(base, token, http);
    }

    /** The same service with another caller's token. */
    public ServiceClient as(String otherToken) {
        return new ServiceClient(base, Optional.of(otherToken), http);
    }

    /** GET; the answer may be a refusal. */
    public Answer get(String path) {
        return send(path, request(path).GET().build());
    }

    /**
     * GET of a file that cannot change its meaning, packed if the service likes; tried again, a few times and ever more slowly, while
     * the service is busy or does not answer. The answer may be a refusal.
     */
    public Answer getPatiently(String path) {
        HttpRequest request =
                request(path).GET().header("Accept-Encoding", "gzip, identity").build();
        for (Duration pause : PAUSES) {
            try {
                Answer answer = exchange(request);
                if (!BUSY.contains(answer.status())) {
                    return answer;
                }
            } catch (IOException e) {
                // the last try below says what is wrong
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return send(path, request);
    }

    /** POST of a JSON body; the answer may be a refusal. */
    public Answer post(String path, JsonNode body) {
        return send(
                path,
                json(path).POST(BodyPublishers.ofByteArray(Json.compact(body))).build());
    }

    /** As {@link #post(String, JsonNode)}; the service does it once, however often the same body comes under the same key. */
    public Answer post(String path, JsonNode body, String idempotencyKey) {
        HttpRequest.Builder request = json(path).header("Idempotency-Key", idempotencyKey);
        return send(
                path,
                request.POST(BodyPublishers.ofByteArray(Json.compact(body))).build());
    }

    /** PUT of a JSON body; the answer may be a refusal. */
    public Answer put(String path, JsonNode body) {
        return send(
                path,
                json(path).PUT(BodyPublishers.ofByteArray(Json.compact(body))).build());
    }

    /** The JSON of an answer; a refusal becomes a failure that says what the service said. */
    public static JsonNode json(Answer answer) {
        return Json.parse(bytes(answer), "the answer of `" + answer.uri() + "`");
    }

    /** The bytes of an answer; a refusal becomes a failure that says what the service said. */
    public static byte[] bytes(Answer answer) {
        if (!answer.ok()) {
            throw Refusal.of(answer);
        }
        return answer.body();
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        String prefix = base.toString().replaceAll("/+$", "");
        var request = HttpRequest.newBuilder(URI.create(prefix + path)).timeout(LONGEST_WAIT);
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    private Answer exchange(HttpRequest request) throws IOException {
        try {
            return new Answer(http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while waiting for the service at `" + base + "`");
        }
    }

    private Answer send(String path, HttpRequest request) {
        try {
            return exchange(request);
        } catch (ConnectException e) {
            throw new Failure(
                    "cannot reach the service at `" + base + "`: is it running (`writ serve`), and is the URL right?");
        } catch (HttpTimeoutException e) {
            throw new Failure("the service at `" + base + "` did not answer `" + path + "` within "
                    + LONGEST_WAIT.toSeconds() + " s: try again, and look at its log if it stays so");
        } catch (IOException e) {
            throw Failure.io("talk to the service at `" + base + "`", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
