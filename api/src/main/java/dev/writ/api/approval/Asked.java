package dev.writ.api.approval;

import dev.writ.api.access.ActionRequest;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Fields;
import dev.writ.api.platform.Reason;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param request the action
 * @param life how long it may wait for votes
 * @param comment why
 * @param fingerprint digest of the whole body
 */
record Asked(ActionRequest request, Optional<Duration> life, Optional<String> comment, Hash fingerprint) {
    private static final List<String> PARTS = List.of("subject", "action", "resource", "context");
    private static final List<String> FIELDS =
            List.of("subject", "action", "resource", "context", "expires_in", "comment");

    /** Shortest life, in seconds. */
    private static final long SHORTEST = 60;

    /** Reads a body; the caller asks for itself if it names no subject. */
    static Asked read(Caller caller, Json.Obj body, ApprovalLimits limits) {
        Map<String, Json> request = new TreeMap<>();
        request.put("subject", new Json.Obj(Map.of("type", new Json.Str("user"), "id", new Json.Str(caller.id()))));
        for (String part : PARTS) {
            Json value = body.members().get(part);
            if (value != null && !(value instanceof Json.Null)) {
                request.put(part, value);
            }
        }
        return read(request, body, limits);
    }

    /** Reads what is to be changed of an earlier request: a merge patch (RFC 7396) of its parts. */
    static Asked amend(ActionRequest earlier, Json.Obj body, ApprovalLimits limits) {
        Map<String, Json> request = new TreeMap<>(earlier.json().members());
        for (String part : PARTS) {
            Json patch = body.members().get(part);
            if (patch instanceof Json.Null) {
                request.remove(part);
            } else if (patch != null) {
                request.put(part, merged(request.get(part), patch));
            }
        }
        return read(request, body, limits);
    }

    /** Bodies are bounded in their nesting, and so is this. */
    private static Json merged(@Nullable Json target, Json patch) {
        if (!(patch instanceof Json.Obj(Map<String, Json> changes))) {
            return patch;
        }
        Map<String, Json> result =
                target instanceof Json.Obj(Map<String, Json> members) ? new TreeMap<>(members) : new TreeMap<>();
        changes.forEach((name, value) -> {
            if (value instanceof Json.Null) {
                result.remove(name);
            } else {
                result.put(name, merged(result.get(name), value));
            }
        });
        return new Json.Obj(result);
    }

    /** Reads the rest of a body, of an action request that is read already. */
    private static Asked read(Map<String, Json> request, Json.Obj body, ApprovalLimits limits) {
        Fields fields = Fields.of(body, "", FIELDS);
        ActionRequest asked = ActionRequest.read(new Json.Obj(request), "");
        PermitTerms.read(asked);
        return new Asked(
                asked,
                fields.has("expires_in")
                        ? Optional.of(Duration.ofSeconds(fields.number(
                                "expires_in", SHORTEST, limits.longestLife().toSeconds())))
                        : Optional.empty(),
                fields.has("comment") ? Optional.of(fields.text("comment", Reason.LONGEST)) : Optional.empty(),
                TreeHash.sha256(body.canonical()));
    }

    /** The comment as value beside an entry. */
    Map<String, Json> payload() {
        return comment.<Map<String, Json>>map(text -> Map.of("comment", new Json.Str(text)))
                .orElse(Map.of());
    }
}
