package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Ternary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.crypto.Hash;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.builtin.golang.GoUri;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoInteger;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests to AWS, signed with Signature Version 4 (the version that OPA offers to policies). */
final class AwsRequests {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String CONTENT_HASH = "x-amz-content-sha256";
    private static final long NANOS = 1_000_000_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Headers that others may change on the way. */
    private static final Set<String> NOT_SIGNED = Set.of("authorization", "user-agent", "x-amzn-trace-id");

    private static final List<String> CONFIGURATION =
            List.of("aws_access_key", "aws_region", "aws_secret_access_key", "aws_service");
    private static final List<String> REQUIRED = List.of("method", "url");
    private static final Set<String> ALLOWED = Set.of(
            "method",
            "url",
            "body",
            "enable_redirect",
            "force_json_decode",
            "force_yaml_decode",
            "headers",
            "raw_body",
            "tls_use_system_certs",
            "tls_ca_cert",
            "tls_ca_cert_file",
            "tls_ca_cert_env_variable",
            "tls_client_cert",
            "tls_client_cert_file",
            "tls_client_cert_env_variable",
            "tls_client_key",
            "tls_client_key_file",
            "tls_client_key_env_variable",
            "tls_insecure_skip_verify",
            "tls_server_name",
            "timeout",
            "cache",
            "force_cache",
            "force_cache_duration_seconds",
            "raise_error",
            "caching_mode",
            "max_retry_attempts",
            "cache_ignored_headers");

    private AwsRequests() {}

    static Map<String, Builtin> functions() {
        return Map.of("providers.aws.sign_req", (Ternary) AwsRequests::sign);
    }

    private static RegoValue sign(
            BuiltinContext context, RegoValue requestOperand, RegoValue configOperand, RegoValue timeOperand) {
        RegoObject request = Operands.object(requestOperand, 1);
        RegoObject config = Operands.object(configOperand, 1);
        checkTexts(config, CONFIGURATION, 2, "AWS config");
        Operands.number(timeOperand, 1);
        if (!(timeOperand instanceof RegoInteger time)) {
            throw BuiltinFailure.type("operand 3 could not convert time_ns value into a unix timestamp");
        }
        RegoSet.Builder unknown = RegoSet.builder();
        request.keys().forEach(key -> {
            if (!(key instanceof RegoString name) || !ALLOWED.contains(name.value())) {
                unknown.add(key);
            }
        });
        refuse(unknown.build(), "operand 1 invalid request parameters(s): ");
        refuseMissing(request, REQUIRED, "operand 1 missing required request parameters(s): ");
        RegoValue headersValue = request.get("headers");
        RegoObject headers = headersValue == null ? RegoObject.EMPTY : headers(headersValue);
        checkTexts(request, REQUIRED, 1, "request");
        GoUri url = GoUri.parse(text(request.get("url")));
        byte[] body = body(request);
        RegoValue unsigned = config.get("disable_payload_signing");
        if (unsigned != null && !(unsigned instanceof RegoBoolean)) {
            throw BuiltinFailure.type("operand 2 invalid value for 'disable_payload_signing' in AWS config");
        }
        String bodyHash = RegoBoolean.TRUE.equals(unsigned) ? "UNSIGNED-PAYLOAD" : hex(Hash.SHA256.of(body));
        long nanos = time.longValue();
        String date = TIME.format(Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS)));
        Limits.string(context, body.length, "providers.aws.sign_req");
        return signed(request, headers, config, url, bodyHash, date);
    }

    private static RegoObject headers(RegoValue value) {
        if (value instanceof RegoObject object) {
            return object;
        }
        throw Operands.wrongType(0, value, "object");
    }

    private static void checkTexts(RegoObject object, List<String> names, int position, String what) {
        refuseMissing(object, names, "operand " + position + " missing required " + what + " parameters(s): ");
        RegoSet.Builder wrong = RegoSet.builder();
        for (String name : names) {
            if (!(object.get(name) instanceof RegoString)) {
                wrong.add(RegoString.of(name));
            }
        }
        refuse(wrong.build(), "operand " + position + " invalid values for required " + what + " parameters(s): ");
    }

    private static void refuseMissing(RegoObject object, List<String> names, String message) {
        RegoSet.Builder missing = RegoSet.builder();
        for (String name : names) {
            if (object.get(name) == null) {
                missing.add(RegoString.of(name));
            }
        }
        refuse(missing.build(), message);
    }

    private static void refuse(RegoSet names, String message) {
        if (names.size() > 0) {
            throw BuiltinFailure.type(message + names);
        }
    }

    private static String text(@Nullable RegoValue value) {
        return value instanceof RegoString text ? text.value() : "";
    }

    private static byte[] body(RegoObject request) {
        RegoValue raw = request.get("raw_body");
        if (raw != null) {
            return GoBytes.encode(text(raw));
        }
        RegoValue body = request.get("body");
        return body == null ? new byte[0] : GoBytes.encode(JsonWriter.compactHtmlSafe(body));
    }

    private static RegoValue signed(
            RegoObject request, RegoObject headers, RegoObject config, GoUri url, String bodyHash, String date) {
        String service = text(config.get("aws_service"));
        SortedMap<String, String> added = new TreeMap<>();
        added.put("host", url.host());
        added.put("x-amz-date", date);
        if (service.equals("s3") || service.equals("glacier")) {
            added.put(CONTENT_HASH, bodyHash);
        }
        String session = text(config.get("aws_session_token"));
        if (!session.isEmpty()) {
            added.put("x-amz-security-token", session);
        }
        SortedMap<String, String> toSign = new TreeMap<>(added);
        headers.forEach((name, value) -> {
            String lower = text(name).toLowerCase(Locale.ROOT);
            if (!NOT_SIGNED.contains(lower)) {
                toSign.put(lower, text(value));
            }
        });
        String names = String.join(";", toSign.keySet());
        String lines = toSign.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        String canonical = Stream.of(
                        text(request.get("method")), url.escapedPath(), url.rawQuery(), lines, names, bodyHash)
                .collect(Collectors.joining("\n"));
        RegoObject.Builder all = RegoObject.builder();
        headers.forEach((name, value) -> all.put(RegoString.of(text(name)), RegoString.of(text(value))));
        all.put("Authorization", RegoString.of(authorization(config, service, date, names, canonical)));
        added.forEach((name, value) -> all.put(name, RegoString.of(value)));
        RegoObject.Builder result = RegoObject.builder();
        request.forEach(result::put);
        result.put("headers", all.build());
        return result.build();
    }

    private static String authorization(
            RegoObject config, String service, String date, String names, String canonical) {
        String day = date.substring(0, date.indexOf('T'));
        String region = text(config.get("aws_region"));
        String scope = String.join("/", day, region, service, "aws4_request");
        String toSign = String.join("\n", ALGORITHM, date, scope, hex(Hash.SHA256.of(GoBytes.encode(canonical))));
        byte[] key = GoBytes.encode("AWS4" + text(config.get("aws_secret_access_key")));
        for (String part : List.of(day, region, service, "aws4_request")) {
            key = mac(key, part);
        }
        return ALGORITHM + " Credential=" + text(config.get("aws_access_key")) + "/" + scope + ",SignedHeaders=" + names
                + ",Signature=" + hex(mac(key, toSign));
    }

    private static byte[] mac(byte[] key, String text) {
        return Hash.SHA256.mac(key, GoBytes.encode(text));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
