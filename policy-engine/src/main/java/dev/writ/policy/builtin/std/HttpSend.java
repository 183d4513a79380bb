package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.http.HttpFailure;
import dev.writ.policy.builtin.http.HttpReply;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code http.send}. An answer, and a failure too, is recorded as the value that a policy sees, so that an evaluation is
 * replayed without a network and equal requests of one evaluation are sent once.
 */
final class HttpSend {

    private static final String NAME = "http.send";
    private static final RegoString STATUS_CODE = RegoString.of("status_code");
    private static final RegoString ERROR = RegoString.of("error");
    private static final String NETWORK_ERROR = "eval_http_send_network_error";
    private static final String INTERNAL_ERROR = "eval_http_send_internal_error";

    private static final Pattern TIMEOUT = Pattern.compile("(\\w+) \"(.*)\": context deadline exceeded .*");

    private HttpSend() {}

    static Map<String, Builtin> functions() {
        return Map.of(NAME, (Unary) HttpSend::send);
    }

    private static RegoValue send(BuiltinContext context, RegoValue operand) {
        RegoObject request = Operands.object(operand, 1);
        boolean raise = raisesErrors(request);
        String wrong = HttpRequests.wrongKeys(request);
        if (wrong != null) {
            if (raise) {
                throw BuiltinFailure.type(wrong);
            }
            return failed(INTERNAL_ERROR, "http.send: " + wrong);
        }
        RegoValue result;
        try {
            RegoObject key = HttpRequests.key(request);
            RegoObject recorded = request.get("cache_ignored_headers") == null ? request : key;
            result = context.recorded(NAME, List.of(recorded), () -> attempt(context, request, key));
        } catch (HttpFailure e) {
            result = failed(e);
        }
        String message = raise ? failureOf(result) : null;
        if (message != null) {
            throw BuiltinFailure.error(raised(message));
        }
        return result;
    }

    /** What an error says of a timeout is less than what the value of a failed call says. */
    private static String raised(String message) {
        Matcher timeout = TIMEOUT.matcher(message);
        return timeout.matches() ? timeout.group(1) + " " + timeout.group(2) + ": request timed out" : message;
    }

    private static boolean raisesErrors(RegoObject request) {
        RegoValue raise = request.get("raise_error");
        if (raise != null && !(raise instanceof RegoBoolean)) {
            throw BuiltinFailure.error("invalid value for \"raise_error\" field");
        }
        return !RegoBoolean.FALSE.equals(raise);
    }

    private static RegoValue attempt(BuiltinContext context, RegoObject request, RegoObject key) {
        try {
            return new HttpExchange(context, request, key).result();
        } catch (HttpFailure e) {
            return failed(e);
        }
    }

    private static RegoObject failed(HttpFailure e) {
        boolean network = e.kind() != HttpFailure.Kind.REFUSED;
        return failed(network ? NETWORK_ERROR : INTERNAL_ERROR, e.reason());
    }

    private static RegoObject failed(String code, String message) {
        RegoObject error = RegoObject.builder()
                .put("code", RegoString.of(code))
                .put("message", RegoString.of(message))
                .build();
        return RegoObject.builder()
                .put("status_code", RegoNumber.of(0))
                .put("error", error)
                .build();
    }

    /** The message of a result that is a failure; answers have a status, and no error. */
    private static @Nullable String failureOf(RegoValue result) {
        boolean failure = result instanceof RegoObject object
                && RegoNumber.of(0).equals(object.get(STATUS_CODE))
                && object.get(ERROR) instanceof RegoObject;
        if (!failure) {
            return null;
        }
        RegoObject error = (RegoObject) ((RegoObject) result).get(ERROR);
        return error != null && error.get("message") instanceof RegoString message ? message.value() : "failed";
    }

    /** An answer as policies see it. */
    static RegoObject answer(HttpReply reply, RegoValue body, String raw) {
        RegoObject.Builder headers = RegoObject.builder();
        reply.headers()
                .forEach((name, values) -> headers.put(
                        name, RegoArray.of(values.stream().map(RegoString::of).toList())));
        return RegoObject.builder()
                .put("status", RegoString.of(HttpStatusText.of(reply.status())))
                .put("status_code", RegoNumber.of(reply.status()))
                .put("body", body)
                .put("raw_body", RegoString.of(raw))
                .put("headers", headers.build())
                .build();
    }

    static RegoValue noBody() {
        return RegoNull.NULL;
    }
}
