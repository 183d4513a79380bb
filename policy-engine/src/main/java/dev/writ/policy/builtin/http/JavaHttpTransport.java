package dev.writ.policy.builtin.http;

import dev.writ.policy.builtin.http.HttpFailure.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

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
    private static final Set<String> FOR_ONE_HOST = Set.of(
            "authorization", "cookie", "cookie2", "proxy-authenticate", "proxy-authorization", "www-authenticate");
    private static final Duration FOR_EVER = Duration.ofDays(365);

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
        check(call);
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

    private void check(HttpCall call) throws HttpFailure {
        String scheme = HttpHosts.scheme(call.url());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw network(call, "unsupported protocol scheme \"" + scheme + "\"");
        }
        hosts.check(call.url());
    }

    /** When the time of a call is over; without a positive timeout it is the evaluation that ends it. */
    private static long deadline(HttpCall call) {
        Duration timeout = call.timeout();
        boolean bounded = timeout.isPositive() && timeout.compareTo(FOR_EVER) < 0;
        return System.nanoTime() + (bounded ? timeout : FOR_EVER).toNanos();
    }

    private HttpReply tries(HttpClient client, HttpCall call, Runnable checkpoint) throws HttpFailure {
        long delay = FIRST_DELAY_MILLIS;
        for (int tried = 0; ; tried++) {
            try {
                return redirects(client, call, deadline(call), checkpoint);
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
            if (!call.redirects() || location == null || location.isEmpty() || !isRedirect(reply.status())) {
                return reply;
            }
            call = next(call, reply.status(), location);
            check(call);
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
        URI from = HttpUrls.parse(call.url());
        URI to;
        try {
            to = HttpUrls.resolve(from, HttpUrls.parse(location));
        } catch (HttpFailure e) {
            throw network(call, "failed to parse Location header \"" + location + "\": " + e.reason());
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
        HttpMessages.Sent sent = HttpMessages.request(call);
        AtomicBoolean answered = new AtomicBoolean();
        CompletableFuture<HttpResponse<byte[]>> future = client.sendAsync(sent.request(), head -> {
            answered.set(true);
            return HttpResponse.BodySubscribers.limiting(HttpResponse.BodySubscribers.ofByteArray(), maxBody);
        });
        try {
            HttpResponse<byte[]> response = await(future, deadline, checkpoint).orElse(null);
            if (response == null) {
                throw late(call, answered.get());
            }
            return sent.reply(response, maxBody);
        } catch (ExecutionException e) {
            String reason =
                    HttpReasons.of(e.getCause() == null ? e : e.getCause(), HttpUrls.parse(call.url()), maxBody);
            throw answered.get() ? new HttpFailure(Kind.REFUSED, reason) : network(call, reason);
        } finally {
            future.cancel(true);
        }
    }

    /** The time is over: before the answer, or in the midst of its body. */
    private static HttpFailure late(HttpCall call, boolean answered) {
        return answered
                ? new HttpFailure(
                        Kind.REFUSED,
                        "context deadline exceeded (Client.Timeout or context cancellation while reading body)")
                : new HttpFailure(
                        Kind.TIMEOUT,
                        HttpReasons.failed(
                                call, "context deadline exceeded (Client.Timeout exceeded while awaiting headers)"));
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

    private static HttpFailure network(HttpCall call, String reason) {
        return new HttpFailure(Kind.NETWORK, HttpReasons.failed(call, reason));
    }
}
