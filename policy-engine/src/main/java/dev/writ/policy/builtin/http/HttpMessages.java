package dev.writ.policy.builtin.http;

import dev.writ.policy.builtin.http.HttpCall.Header;
import dev.writ.policy.builtin.http.HttpFailure.Kind;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.zip.GZIPInputStream;

/** Calls as the Java client sends them, and its answers as replies: what Go's client does unasked is done here. */
final class HttpMessages {

    private static final Set<String> SET_BY_THE_CLIENT =
            Set.of("connection", "content-length", "expect", "upgrade", "transfer-encoding");
    private static final Set<String> WITHOUT_A_LENGTH = Set.of("GET", "HEAD", "DELETE");
    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    private HttpMessages() {}

    /**
     * A request as it is sent.
     *
     * @param compressible whether the server was asked for gzip by us, so that the policy does not see it
     */
    record Sent(HttpRequest request, boolean compressible) {

        /** The answer; what was compressed on the way has at most {@code maxBody} bytes when it is not. */
        HttpReply reply(HttpResponse<byte[]> response, int maxBody) throws HttpFailure {
            Map<String, List<String>> headers = new HashMap<>();
            response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
            if (headers.getOrDefault("connection", List.of()).stream().anyMatch("close"::equalsIgnoreCase)) {
                headers.remove("connection");
            }
            byte[] body = response.body();
            List<String> encoding = headers.getOrDefault("content-encoding", List.of());
            if (!compressible
                    || body.length == 0
                    || encoding.isEmpty()
                    || !encoding.getFirst().equalsIgnoreCase("gzip")) {
                return new HttpReply(response.statusCode(), headers, body);
            }
            headers.remove("content-encoding");
            headers.remove("content-length");
            return new HttpReply(response.statusCode(), headers, unzipped(body, maxBody));
        }
    }

    private static byte[] unzipped(byte[] body, int maxBody) throws HttpFailure {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] plain = in.readNBytes(maxBody);
            if (in.read() >= 0) {
                throw new HttpFailure(Kind.REFUSED, HttpReasons.tooLarge(maxBody));
            }
            return plain;
        } catch (EOFException e) {
            throw new HttpFailure(Kind.REFUSED, "unexpected EOF");
        } catch (IOException e) {
            throw new HttpFailure(Kind.REFUSED, "gzip: invalid header");
        }
    }

    /** @throws HttpFailure if the call cannot be sent as it is */
    static Sent request(HttpCall call) throws HttpFailure {
        URI uri = HttpUrls.parse(call.url());
        String method = call.method().isEmpty() ? "GET" : call.method();
        if (!consistsOf(method, HttpMessages::isToken)) {
            throw new HttpFailure(Kind.REFUSED, "net/http: invalid method \"" + method + "\"");
        }
        boolean compressible = !method.equals("HEAD") && !has(call, "accept-encoding") && !has(call, "range");
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(uri);
            for (Header header : call.headers()) {
                check(call, header);
                if (!SET_BY_THE_CLIENT.contains(header.name().toLowerCase(Locale.ROOT))) {
                    builder.header(header.name(), header.value());
                }
            }
            if (compressible) {
                builder.header("Accept-Encoding", "gzip");
            }
            if (uri.getRawUserInfo() != null && !has(call, "authorization")) {
                builder.header("Authorization", basic(uri.getUserInfo()));
            }
            return new Sent(with(builder, method, call.body()).build(), compressible);
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(Kind.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    /** The Java client would say {@code Content-Length: 0} of a method that has no body. */
    private static HttpRequest.Builder with(HttpRequest.Builder builder, String method, byte[] body) {
        if (body.length == 0 && WITHOUT_A_LENGTH.contains(method)) {
            return switch (method) {
                case "HEAD" -> builder.HEAD();
                case "DELETE" -> builder.DELETE();
                default -> builder.GET();
            };
        }
        BodyPublisher publisher = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        return builder.method(method, publisher);
    }

    private static boolean has(HttpCall call, String name) {
        return call.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }

    private static void check(HttpCall call, Header header) throws HttpFailure {
        if (header.name().isEmpty() || !consistsOf(header.name(), HttpMessages::isToken)) {
            String reason = "net/http: invalid header field name \"" + header.name() + "\"";
            throw new HttpFailure(Kind.NETWORK, HttpReasons.failed(call, reason));
        }
        if (!consistsOf(header.value(), c -> c == '\t' || (c >= ' ' && c != 0x7f))) {
            String reason = "net/http: invalid header field value for \"" + header.name() + "\"";
            throw new HttpFailure(Kind.NETWORK, HttpReasons.failed(call, reason));
        }
        if (!consistsOf(header.value(), c -> c < 0x7f)) {
            // The Java client writes a question mark for each, and says nothing.
            throw new HttpFailure(
                    Kind.REFUSED,
                    "header `" + header.name() + "` has characters beyond ASCII, which cannot be sent; encode them");
        }
    }

    private static boolean consistsOf(String text, IntPredicate allowed) {
        return text.chars().allMatch(allowed);
    }

    private static boolean isToken(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || TOKEN.indexOf(c) >= 0;
    }

    private static String basic(String user) {
        String whole = user.contains(":") ? user : user + ":";
        return "Basic " + Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8));
    }
}
