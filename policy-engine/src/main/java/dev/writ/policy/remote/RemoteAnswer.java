package dev.writ.policy.remote;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonLimits;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what OPA answered. */
final class RemoteAnswer {

    private RemoteAnswer() {}

    /**
     * The members of a successful answer.
     *
     * @throws RemoteException if the answer is an error, or none of OPA
     */
    static RegoObject read(URI server, int status, byte[] body) {
        if (status == 200 && json(body) instanceof RegoObject members) {
            return members;
        }
        throw new RemoteException(errors(server, status, body));
    }

    private static List<Diagnostic> errors(URI server, int status, byte[] body) {
        if (status == 401 || status == 403) {
            return RemoteFailures.remote(
                            server,
                            "refuses the caller with status " + status,
                            "give a token that its `system.authz` policy accepts")
                    .diagnostics();
        }
        if (status == 200 || !(json(body) instanceof RegoObject error)) {
            String what = status == 200
                    ? "answered something that is no JSON object"
                    : "answered with status " + status + " and something that is no JSON object";
            return RemoteFailures.remote(server, what, "check that the address is that of an OPA")
                    .diagnostics();
        }
        List<Diagnostic> all = new ArrayList<>();
        if (error.get("errors") instanceof RegoArray errors) {
            for (RegoValue each : errors) {
                if (each instanceof RegoObject details) {
                    all.add(error(details));
                }
            }
        }
        if (all.isEmpty()) {
            String code = text(error, "code");
            String said = code.isEmpty() ? "" : ": " + code + ": " + text(error, "message");
            return RemoteFailures.remote(
                            server,
                            "answered with status " + status + RemoteFailures.shown(said),
                            "the log of that OPA says more")
                    .diagnostics();
        }
        return all;
    }

    /** One of OPA's errors; the place is text, since the sources are on the other side. */
    private static Diagnostic error(RegoObject details) {
        String place = "";
        if (details.get("location") instanceof RegoObject location
                && location.get("row") instanceof RegoNumber row
                && location.get("col") instanceof RegoNumber column) {
            place = RemoteFailures.shown(text(location, "file")) + ":" + row.text() + ":" + column.text() + ": ";
        }
        String message = text(details, "message");
        return Diagnostic.error(
                code(text(details, "code")),
                null,
                place + (message.isBlank() ? "OPA reports an error without a message" : RemoteFailures.shown(message)));
    }

    private static DiagnosticCode code(String code) {
        Optional<DiagnosticCode> known = Arrays.stream(DiagnosticCode.values())
                .filter(each -> each.code().equals(code))
                .findFirst();
        return known.orElse(DiagnosticCode.EVAL_REMOTE);
    }

    /** The text of a member; empty where there is none. */
    static String text(RegoObject object, String member) {
        return object.get(member) instanceof RegoString string ? string.value() : "";
    }

    private static @Nullable RegoValue json(byte[] body) {
        try {
            return JsonReader.read(body, JsonLimits.DEFAULT);
        } catch (JsonException e) {
            return null;
        }
    }
}
