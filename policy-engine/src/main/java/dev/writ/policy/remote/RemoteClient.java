package dev.writ.policy.remote;

import dev.writ.policy.PolicyException;
import dev.writ.policy.runtime.Cancellation;
import dev.writ.policy.value.RegoObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Sends one request and waits for its answer, no longer than the deadline. Follows no redirects, tries nothing twice. */
final class RemoteClient implements AutoCloseable {

    private static final long SLICE_NANOS = 10_000_000;
    private static final long MAX_SECONDS = 31_536_000;

    private final RemoteOptions options;
    private final HttpClient http;

    /** @throws PolicyException if a token would be sent in the clear */
    RemoteClient(RemoteOptions options) {
        if (options.isInTheClear() && options.token().get().isPresent()) {
            throw new PolicyException(RemoteFailures.remote(
                            options.server(),
                            "is asked without TLS, so that everybody on the way can read the token",
                            "use an `https` address")
                    .diagnostics());
        }
        this.options = options;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(options.connectTimeout());
        options.tls().ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    URI server() {
        return options.server();
    }

    /**
     * The members of the answer to {@code POST}.
     *
     * @throws RemoteException if there is none
     */
    RegoObject post(String path, String json, Duration timeout, Cancellation cancellation) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        if (body.length > options.requestBytes()) {
            throw RemoteFailures.tooLong("the input", options.requestBytes());
        }
        return exchange(
                request(path).header("Content-Type", "application/json"),
                HttpRequest.BodyPublishers.ofByteArray(body),
                timeout,
                cancellation);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(options.at(path)).header("Accept", "application/json");
        Optional<String> token = options.token().get();
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    private RegoObject exchange(
            HttpRequest.Builder request, BodyPublisher body, Duration timeout, Cancellation cancellation) {
        long nanos = Math.min(timeout.toSeconds(), MAX_SECONDS) * 1_000_000_000L + timeout.toNanosPart();
        long deadline = System.nanoTime() + nanos;
        CompletableFuture<HttpResponse<byte[]>> pending;
        try {
            pending = http.sendAsync(
                    request.POST(body).build(),
                    BodyHandlers.limiting(BodyHandlers.ofByteArray(), options.responseBytes()));
        } catch (IllegalArgumentException e) {
            throw RemoteFailures.remote(server(), "cannot be asked: " + e.getMessage(), "check the token");
        }
        HttpResponse<byte[]> response = await(pending, deadline, timeout.toMillis(), cancellation);
        return RemoteAnswer.read(server(), response.statusCode(), response.body());
    }

    private HttpResponse<byte[]> await(
            CompletableFuture<HttpResponse<byte[]>> pending, long deadline, long millis, Cancellation cancellation) {
        try {
            while (true) {
                long left = deadline - System.nanoTime();
                try {
                    return pending.get(Math.clamp(left, 1, SLICE_NANOS), TimeUnit.NANOSECONDS);
                } catch (TimeoutException notYet) {
                    if (left <= 0) {
                        pending.cancel(true);
                        throw RemoteFailures.late(server(), millis);
                    }
                    if (cancellation.requested()) {
                        pending.cancel(true);
                        throw RemoteFailures.cancelled();
                    }
                }
            }
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw RemoteFailures.cancelled();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw failed(cause == null ? e : cause);
        }
    }

    private RemoteException failed(Throwable cause) {
        String why = RemoteFailures.plain(cause);
        return switch (cause) {
            case HttpConnectTimeoutException timeout ->
                RemoteFailures.remote(
                        server(),
                        "took no connection within " + options.connectTimeout().toMillis() + " ms",
                        "check the address and the network");
            case ConnectException refused ->
                RemoteFailures.remote(
                        server(), "cannot be reached", "start it with `opa run --server`, or correct the address");
            case SSLException tls ->
                RemoteFailures.remote(
                        server(), "cannot be trusted: " + why, "give the certificate authority that signed for it");
            case IOException io
            when why.contains("exceeds") || why.contains("limit") || why.contains("capacity") ->
                RemoteFailures.tooLong("the answer", options.responseBytes());
            case IOException io -> RemoteFailures.remote(server(), "broke off: " + why, "look into its log");
            default -> RemoteFailures.remote(server(), "could not be asked: " + why, "look into its log");
        };
    }

    /** Takes no further requests; those that run come to their end. */
    @Override
    public void close() {
        http.shutdown();
    }
}
