package dev.writ.policy.builtin.http;

import dev.writ.policy.builtin.http.HttpFailure.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Sends requests with {@code java.net.http}, to allowed hosts alone and as HTTP/1.1. An answer that is larger than the
 * limit is a failure. Redirects are followed here, so that each host on the way is checked.
 */
public final class JavaHttpTransport implements HttpTransport {

    /** 16 MiB. */
    public static final int DEFAULT_MAX_BODY = 16 << 20;

    private static final long CACHE_BYTES = 64L << 20;
    private static final int MAX_REDIRECTS = 10;
    private static final long SLICE_NANOS = 20_000_000;
    private static final long FIRST_DELAY_MILLIS = 100;
    private static final long MAX_DELAY_MILLIS = 60_000;
    private static final Set<String> SET_BY_THE_CLIENT =
            Set.of("connection", "content-length", "expect", "upgrade", "transfer-encoding");
    private static final Set<String> FOR_ONE_HOST = Set.of("authorization", "cookie", "www-authenticate");

    private final HttpHosts hosts;
    private final int maxBody;
    private final HttpCache cache;
    private final HttpClient shared;

    private JavaHttpTransport(HttpHosts hosts, int maxBody, HttpCache cache, HttpClient shared) {
        this.hosts = hosts;
        this.maxBody = maxBody;
        this.cache = cache;
        this.shared = shared;
    }

    /** A transport to {@code allowedHosts}: names or addresses, without ports. */
    public static JavaHttpTransport to(Set<String> allowedHosts) {
        return to(allowedHosts, DEFAULT_MAX_BODY);
    }

    /** A transport whose answers have at most {@code maxBody} bytes. */
    public static JavaHttpTransport to(Set<String> allowedHosts, int maxBody) {
        return new JavaHttpTransport(
                new HttpHosts(allowedHosts), maxBody, new HttpCache(CACHE_BYTES), client(Optional.empty()));
    }

    @Override
    public HttpTransport restrictedTo(Set<String> allowed) {
        return new JavaHttpTransport(hosts.and(allowed), maxBody, cache, shared);
    }

    private static HttpClient client(Optional<SSLContext> tls) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
        tls.ifPresent(builder::sslContext);
        return builder.build();
    }

    @Override
    public HttpCache cache() {
        return cache;
    }

    @Override
    public HttpReply send(HttpCall call, Runnable checkpoint) throws HttpFailure {
        String scheme = HttpHosts.scheme(call.url());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw network(call, "unsupported protocol scheme \"" + scheme + "\"");
        }
        hosts.check(call.url());
        Optional<SSLContext> tls = TlsContexts.of(call.tls());
        if (tls.isEmpty()) {
            return tries(shared, call, checkpoint);
        }
        HttpClient own = client(tls);
        try {
            return tries(own, call, checkpoint);
        } finally {
            own.shutdownNow();
        }
    }

    private HttpReply tries(HttpClient client, HttpCall call, Runnable checkpoint) throws HttpFailure {
        long delay = FIRST_DELAY_MILLIS;
        for (int tried = 0; ; tried++) {
            try {
                return redirects(
                        client, call, System.nanoTime() + call.timeout().toNanos(), checkpoint);
            } catch (HttpFailure e) {
                if (e.kind() == Kind.REFUSED || tried >= call.retries()) {
                    throw e;
                }
            }
            pause(delay, checkpoint);
            delay = Math.min(delay * 2, MAX_DELAY_MILLIS);
        }
    }

    private static void pause(long millis, Runnable checkpoint) throws HttpFailure {
        try {
            await(new CompletableFuture<>(), System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), checkpoint);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a future that nobody completes failed", e);
        }
    }

    private HttpReply redirects(HttpClient client, HttpCall first, long deadline, Runnable checkpoint)
            throws HttpFailure {
        HttpCall call = first;
        for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
            HttpReply reply = once(client, call, deadline, checkpoint);
            String location = reply.header("location");
            if (!call.redirects() || location == null || !isRedirect(reply.status())) {
                return reply;
            }
            call = next(call, reply.status(), location);
            hosts.check(call.url());
        }
        throw network(first, "stopped after " + MAX_REDIRECTS + " redirects");
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /** What a redirect asks for; secrets go to the first host alone. */
    private static HttpCall next(HttpCall call, int status, String location) throws HttpFailure {
        URI from = HttpHosts.uri(call.url());
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw network(call, "failed to parse Location header \"" + location + "\"");
        }
        boolean same = String.valueOf(from.getHost()).equals(to.getHost());
        boolean keeps = status == 307 || status == 308 || call.method().equals("HEAD");
        List<HttpCall.Header> headers = call.headers().stream()
                .filter(header -> same || !FOR_ONE_HOST.contains(header.name().toLowerCase(Locale.ROOT)))
                .toList();
        boolean read = call.method().equals("GET") || keeps;
        return new HttpCall(
                read ? call.method() : "GET",
                to.toString(),
                headers,
                keeps ? call.body() : new byte[0],
                call.timeout(),
                true,
                call.retries(),
                call.tls());
    }

    private HttpReply once(HttpClient client, HttpCall call, long deadline, Runnable checkpoint) throws HttpFailure {
        HttpRequest request = request(call);
        CompletableFuture<HttpResponse<byte[]>> future = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), maxBody));
        try {
            HttpResponse<byte[]> response = await(future, deadline, checkpoint)
                    .orElseThrow(() ->
                            new HttpFailure(Kind.TIMEOUT, operation(call) + " " + call.url() + ": request timed out"));
            Map<String, List<String>> headers = new HashMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
            return new HttpReply(response.statusCode(), headers, response.body());
        } catch (ExecutionException e) {
            throw network(call, reason(e.getCause() == null ? e : e.getCause(), call));
        } finally {
            future.cancel(true);
        }
    }

    private static HttpRequest request(HttpCall call) throws HttpFailure {
        try {
            byte[] body = call.body();
            HttpRequest.Builder builder = HttpRequest.newBuilder(HttpHosts.uri(call.url()))
                    .method(
                            call.method(),
                            body.length == 0
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(body));
            for (HttpCall.Header header : call.headers()) {
                if (!SET_BY_THE_CLIENT.contains(header.name().toLowerCase(Locale.ROOT))) {
                    builder.header(header.name(), header.value());
                }
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(Kind.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    /** The value of a future, or nothing at the deadline; meanwhile the evaluation may end itself. */
    private static <T> Optional<T> await(Future<T> future, long deadline, Runnable checkpoint)
            throws ExecutionException, HttpFailure {
        while (true) {
            checkpoint.run();
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            try {
                return Optional.of(future.get(Math.min(left, SLICE_NANOS), TimeUnit.NANOSECONDS));
            } catch (TimeoutException waiting) {
                // the evaluation is asked whether it goes on
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HttpFailure(Kind.REFUSED, "context canceled");
            }
        }
    }

    private String reason(Throwable cause, HttpCall call) {
        String message =
                Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
        return switch (cause) {
            case ConnectException e -> "dial tcp " + address(call) + ": connect: connection refused";
            case SSLException e -> "tls: " + message;
            case IOException e
            when message.contains("capacity") || message.contains("exceed") ->
                "the body is larger than the limit of " + maxBody + " bytes";
            default -> message;
        };
    }

    private static String address(HttpCall call) {
        URI uri = URI.create(call.url());
        int standard = "https".equals(uri.getScheme()) ? 443 : 80;
        return uri.getHost() + ":" + (uri.getPort() < 0 ? standard : uri.getPort());
    }

    /** In the words of Go: what was tried, with which address. */
    private static HttpFailure network(HttpCall call, String reason) {
        return new HttpFailure(Kind.NETWORK, operation(call) + " \"" + call.url() + "\": " + reason);
    }

    private static String operation(HttpCall call) {
        String method = call.method();
        return method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
    }
}
