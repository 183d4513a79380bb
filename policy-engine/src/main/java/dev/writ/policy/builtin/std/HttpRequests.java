package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.builtin.golang.GoDuration;
import dev.writ.policy.builtin.http.HttpCall;
import dev.writ.policy.builtin.http.HttpFailure;
import dev.writ.policy.builtin.http.TlsOptions;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** From the object that describes a request to the request. */
final class HttpRequests {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final String AGENT = "Open-Policy-Agent/1.22.2";
    private static final List<String> TEXTS = List.of(
            "method",
            "url",
            "raw_body",
            "tls_ca_cert",
            "tls_ca_cert_file",
            "tls_ca_cert_env_variable",
            "tls_client_cert",
            "tls_client_cert_file",
            "tls_client_cert_env_variable",
            "tls_client_key",
            "tls_client_key_file",
            "tls_client_key_env_variable",
            "tls_server_name");
    private static final Set<String> OTHERS = Set.of(
            "body",
            "enable_redirect",
            "force_json_decode",
            "force_yaml_decode",
            "headers",
            "tls_use_system_certs",
            "tls_insecure_skip_verify",
            "timeout",
            "cache",
            "force_cache",
            "force_cache_duration_seconds",
            "raise_error",
            "caching_mode",
            "max_retry_attempts",
            "cache_ignored_headers");

    private HttpRequests() {}

    /** What is wrong with the keys of a request, or null. */
    static @Nullable String wrongKeys(RegoObject request) {
        Set<String> invalid = new TreeSet<>();
        request.forEach((key, value) -> {
            String name = key instanceof RegoString text ? text.value() : key.toString();
            if (!TEXTS.contains(name) && !OTHERS.contains(name)) {
                invalid.add(key.toString());
            }
        });
        if (!invalid.isEmpty()) {
            return "operand 1 invalid request parameters(s): {" + String.join(", ", invalid) + "}";
        }
        Set<String> missing = new TreeSet<>();
        for (String needed : List.of("method", "url")) {
            if (request.get(needed) == null) {
                missing.add("\"" + needed + "\"");
            }
        }
        return missing.isEmpty()
                ? null
                : "operand 1 missing required request parameters(s): {" + String.join(", ", missing) + "}";
    }

    /** The request by which an answer is found again: without the headers that do not count. */
    static RegoObject key(RegoObject request) throws HttpFailure {
        RegoValue ignored = request.get("cache_ignored_headers");
        RegoValue headers = request.get("headers");
        RegoObject.Builder key = RegoObject.builder();
        request.forEach(key::put);
        key.put("cache_ignored_headers", RegoNull.NULL);
        if (ignored == null || headers == null) {
            return key.build();
        }
        if (!(ignored instanceof RegoArray names) || !names.toList().stream().allMatch(RegoString.class::isInstance)) {
            throw refused("cache_ignored_headers must be an array of strings");
        }
        if (headers instanceof RegoObject all) {
            Set<RegoValue> without = new HashSet<>(names.toList());
            RegoObject.Builder rest = RegoObject.builder();
            all.forEach((name, value) -> {
                if (!without.contains(name)) {
                    rest.put(name, value);
                }
            });
            key.put("headers", rest.build());
        }
        return key.build();
    }

    static HttpFailure refused(String message) {
        return new HttpFailure(HttpFailure.Kind.REFUSED, message);
    }

    static HttpCall call(RegoObject request) throws HttpFailure {
        for (String key : TEXTS) {
            RegoValue value = request.get(key);
            if (value != null && !(value instanceof RegoString)) {
                throw refused("\"" + key + "\" must be a string");
            }
        }
        return new HttpCall(
                text(request, "method").toUpperCase(Locale.ROOT),
                text(request, "url"),
                headers(request),
                body(request),
                timeout(request.get("timeout")),
                flag(request, "enable_redirect"),
                retries(request),
                tls(request));
    }

    private static String text(RegoObject request, String key) {
        if (!(request.get(key) instanceof RegoString text)) {
            return "";
        }
        String value = text.value();
        int start = 0;
        int end = value.length();
        while (start < end && value.charAt(start) == '"') {
            start++;
        }
        while (end > start && value.charAt(end - 1) == '"') {
            end--;
        }
        return value.substring(start, end);
    }

    private static byte[] body(RegoObject request) {
        if (request.get("raw_body") != null) {
            return GoBytes.encode(text(request, "raw_body"));
        }
        RegoValue body = request.get("body");
        return body == null ? new byte[0] : GoBytes.encode(JsonWriter.compactHtmlSafe(body));
    }

    private static List<HttpCall.Header> headers(RegoObject request) throws HttpFailure {
        RegoValue given = request.get("headers");
        if (given == null) {
            return List.of();
        }
        if (!(given instanceof RegoObject map)) {
            throw refused("invalid type for headers key");
        }
        List<HttpCall.Header> headers = new ArrayList<>();
        boolean agent = map.size() == 0;
        for (int i = 0; i < map.size(); i++) {
            String name = JsonWriter.keyText(map.keyAt(i));
            if (!(map.valueAt(i) instanceof RegoString value)) {
                throw refused("invalid type for headers value \"" + map.valueAt(i) + "\"");
            }
            agent |= name.equalsIgnoreCase("user-agent");
            headers.add(new HttpCall.Header(name, value.value()));
        }
        if (!agent) {
            headers.add(new HttpCall.Header("User-Agent", AGENT));
        }
        return headers;
    }

    private static Duration timeout(@Nullable RegoValue timeout) throws HttpFailure {
        try {
            return switch (timeout) {
                case null -> DEFAULT_TIMEOUT;
                case RegoNumber number when number.isLong() -> Duration.ofNanos(number.longValue());
                case RegoNumber number -> throw refused("invalid timeout number value " + number + ", must be int64");
                case RegoString text
                when text.value().matches("[-+]?[0-9]{1,18}") -> Duration.ofNanos(Long.parseLong(text.value()));
                case RegoString text -> Duration.ofNanos(GoDuration.parse(text.value()));
                default ->
                    throw refused("operand 1 'timeout' must be one of {string, number} but got "
                            + timeout.kind().label());
            };
        } catch (BuiltinFailure e) {
            throw refused("invalid timeout value " + timeout + ": " + e.reason());
        }
    }

    /** A flag of the request itself: a word of truth in Go's notation. */
    private static boolean flag(RegoObject request, String key) throws HttpFailure {
        RegoValue value = request.get(key);
        if (value == null) {
            return false;
        }
        return switch (value.toString()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default ->
                throw refused("strconv.ParseBool: parsing " + RegoString.of(value.toString()) + ": invalid syntax");
        };
    }

    private static int retries(RegoObject request) throws HttpFailure {
        RegoValue value = request.get("max_retry_attempts");
        if (value == null) {
            return 0;
        }
        if (value instanceof RegoNumber number
                && number.isLong()
                && number.longValue() >= 0
                && number.longValue() <= Integer.MAX_VALUE) {
            return (int) number.longValue();
        }
        throw refused("invalid value " + value + " for field \"max_retry_attempts\"");
    }

    private static TlsOptions tls(RegoObject request) throws HttpFailure {
        String name = text(request, "tls_server_name");
        return new TlsOptions(
                flag(request, "tls_use_system_certs"),
                flag(request, "tls_insecure_skip_verify"),
                name,
                pem(request, "tls_ca_cert"),
                pem(request, "tls_client_cert"),
                pem(request, "tls_client_key"));
    }

    private static TlsOptions.Pem pem(RegoObject request, String key) {
        return new TlsOptions.Pem(
                text(request, key), text(request, key + "_file"), text(request, key + "_env_variable"));
    }

    /** A field that must be true or false, and is false where it is missing. */
    static boolean truth(RegoObject request, String key) throws HttpFailure {
        RegoValue value = request.get(key);
        if (value != null && !(value instanceof RegoBoolean)) {
            throw refused("invalid value for \"" + key + "\" field");
        }
        return RegoBoolean.TRUE.equals(value);
    }
}
