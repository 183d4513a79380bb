package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.builtin.http.HttpCache;
import dev.writ.policy.builtin.http.HttpCall;
import dev.writ.policy.builtin.http.HttpFailure;
import dev.writ.policy.builtin.http.HttpReply;
import dev.writ.policy.builtin.http.HttpTransport;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.YamlException;
import dev.writ.policy.value.YamlReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request and its answer: from the cache, from the server, or from the cache once the server has confirmed it. */
final class HttpExchange {

    private static final Set<Integer> CACHEABLE = Set.of(200, 203, 204, 206, 300, 301, 404, 405, 410, 414, 501);

    private final BuiltinContext context;
    private final RegoObject request;
    private final RegoObject key;
    private final HttpTransport transport;

    HttpExchange(BuiltinContext context, RegoObject request, RegoObject key) {
        this.context = context;
        this.request = request;
        this.key = key;
        this.transport = context.environment().http();
    }

    RegoObject result() throws HttpFailure {
        boolean forced = HttpRequests.truth(request, "force_cache");
        boolean cached = HttpRequests.truth(request, "cache") || forced;
        long forcedSeconds = forced ? forcedSeconds() : 0;
        HttpCall call = HttpRequests.call(request);
        return answer(cached ? cached(call, forcedSeconds) : send(call));
    }

    private long forcedSeconds() throws HttpFailure {
        RegoValue value = request.get("force_cache_duration_seconds");
        if (value == null) {
            throw HttpRequests.refused("'force_cache' set but 'force_cache_duration_seconds' parameter is missing");
        }
        String text = value.toString();
        if (!(value instanceof RegoNumber number) || !number.isLong()) {
            throw HttpRequests.refused("strconv.ParseInt: parsing " + RegoString.of(text) + ": invalid syntax");
        }
        if (number.longValue() != (int) number.longValue()) {
            throw HttpRequests.refused("strconv.ParseInt: parsing " + RegoString.of(text) + ": value out of range");
        }
        return number.longValue();
    }

    /** Whether {@code caching_mode}, which has no meaning here, is one that answers are kept for. */
    private boolean hasCachingMode() {
        RegoValue mode = request.get("caching_mode");
        return mode == null || mode.equals(RegoString.of("serialized")) || mode.equals(RegoString.of("deserialized"));
    }

    private HttpReply send(HttpCall call) throws HttpFailure {
        return transport.send(call, context::checkpoint);
    }

    private HttpReply cached(HttpCall call, long forcedSeconds) throws HttpFailure {
        HttpCache.Entry known = transport.cache().get(key);
        if (known != null) {
            if (context.environment().now().isBefore(known.expires())) {
                return known.reply();
            }
            HttpReply fresh = revalidated(call, known.reply(), forcedSeconds);
            if (fresh != null) {
                return fresh;
            }
        }
        HttpReply reply = send(call);
        keep(reply, reply, forcedSeconds);
        return reply;
    }

    /** What the server says to a stale answer: that it holds, or a new one; null where it cannot be asked. */
    private @Nullable HttpReply revalidated(HttpCall call, HttpReply stale, long forcedSeconds) throws HttpFailure {
        transport.cache().remove(key);
        List<HttpCall.Header> conditions = new ArrayList<>();
        String tag = stale.header("etag");
        String modified = stale.header("last-modified");
        if (tag != null) {
            conditions.add(new HttpCall.Header("If-None-Match", tag));
        }
        if (modified != null) {
            conditions.add(new HttpCall.Header("If-Modified-Since", modified));
        }
        if (conditions.isEmpty()) {
            return null;
        }
        HttpReply reply = send(call.with(conditions));
        if (reply.status() == 304) {
            Map<String, List<String>> headers = new HashMap<>(stale.headers());
            headers.putAll(reply.headers());
            HttpReply confirmed = new HttpReply(stale.status(), headers, stale.body());
            keep(confirmed, reply, forcedSeconds);
            return confirmed;
        }
        if (reply.status() == 200) {
            keep(reply, reply, forcedSeconds);
            return reply;
        }
        return null;
    }

    /** Keeps an answer as long as the headers of {@code said} allow; where they make no sense it is not kept. */
    private void keep(HttpReply reply, HttpReply said, long forcedSeconds) {
        if (!CACHEABLE.contains(reply.status()) || !hasCachingMode()) {
            return;
        }
        if (forcedSeconds > 0) {
            Instant expires = context.environment().now().plusSeconds(forcedSeconds);
            transport.cache().put(key, new HttpCache.Entry(reply, expires));
            return;
        }
        Map<String, String> control = cacheControl(said);
        Instant expires = expires(said, control.get("max-age"));
        if (expires != null && !control.containsKey("no-store")) {
            transport.cache().put(key, new HttpCache.Entry(reply, expires));
        }
    }

    private static Map<String, String> cacheControl(HttpReply reply) {
        Map<String, String> directives = new HashMap<>();
        String header = reply.header("cache-control");
        for (String part : (header == null ? "" : header).split(",", -1)) {
            String[] sides = part.strip().split("=", -1);
            if (sides.length <= 2) {
                directives.put(sides[0].strip(), sides.length == 2 ? sides[1] : "");
            }
        }
        return directives;
    }

    /** From when on an answer is stale; null where it says an age without the time from which it counts. */
    private static @Nullable Instant expires(HttpReply reply, @Nullable String maxAge) {
        if (maxAge == null) {
            Instant expires = time(reply.header("expires"));
            return expires == null ? Instant.MIN : expires;
        }
        Instant date = time(reply.header("date"));
        if (date == null || !maxAge.matches("[0-9]+")) {
            return null;
        }
        long seconds = maxAge.length() > 10 ? Integer.MAX_VALUE : Math.min(Long.parseLong(maxAge), Integer.MAX_VALUE);
        return date.plusSeconds(seconds);
    }

    private static @Nullable Instant time(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private RegoObject answer(HttpReply reply) throws HttpFailure {
        String raw = GoBytes.decode(reply.body());
        Limits.string(context, raw.length(), "http.send");
        return HttpSend.answer(reply, body(reply, raw), raw);
    }

    /** The decoded body; null where it is no JSON and no YAML, or is not said to be. */
    private RegoValue body(HttpReply reply, String raw) throws HttpFailure {
        String type = mediaType(reply);
        boolean json = type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
        boolean yaml = type.equals("application/yaml") || type.equals("application/x-yaml");
        try {
            if (HttpRequests.truth(request, "force_json_decode") || json) {
                return JsonText.readFirst(context, raw);
            }
            if (HttpRequests.truth(request, "force_yaml_decode") || yaml) {
                return YamlReader.read(raw, context.limits().maxDepth());
            }
        } catch (JsonException | YamlException e) {
            return HttpSend.noBody();
        }
        return HttpSend.noBody();
    }

    private static String mediaType(HttpReply reply) {
        String header = reply.header("content-type");
        String type = header == null ? "" : header;
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).toLowerCase(Locale.ROOT);
    }
}
