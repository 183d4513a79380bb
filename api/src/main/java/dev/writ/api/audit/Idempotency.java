package dev.writ.api.audit;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.merkle.Hash;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The header {@code Idempotency-Key}: a request sent again has the effect and the answer of the first. */
@Service
public class Idempotency {
    /** Name of the header. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final IdempotencyRepository rows;

    Idempotency(IdempotencyRepository rows) {
        this.rows = rows;
    }

    /** The key in the header, if any; 400 for one that is not 1 to 128 printable ASCII characters. */
    public static Optional<String> key(@Nullable String header) {
        if (header != null && !FORM.matcher(header).matches()) {
            throw Problem.badRequest(
                            "idempotency.key",
                            "the header `" + HEADER + "` is not 1 to 128 printable ASCII characters without space",
                            "send a random UUID")
                    .raise();
        }
        return Optional.ofNullable(header);
    }

    /**
     * What the first request under this key made, if there was one; 409 if that was another request.
     *
     * @param fingerprint digest of what the request says
     */
    public Optional<UUID> before(Caller caller, String operation, Optional<String> key, Hash fingerprint) {
        return key.flatMap(name -> rows.find(caller.tenant(), caller.id(), operation, name))
                .map(first -> {
                    if (!first.requestDigest().equals(fingerprint.hex())) {
                        throw Problem.conflict(
                                        "idempotency.conflict",
                                        "the same `" + HEADER + "` was sent with another request",
                                        "send every new request under a new key")
                                .raise();
                    }
                    return first.result();
                });
    }

    /** Remembers, within the change, what the key leads to; 409 if the same request is being worked on. */
    public void remember(Caller caller, String operation, Optional<String> key, Hash fingerprint, UUID result) {
        key.ifPresent(name -> {
            if (!rows.insert(caller.tenant(), caller.id(), operation, name, fingerprint.hex(), result)) {
                throw inProgress().raise();
            }
        });
    }

    /**
     * Forgets, within a change, which requests led to something: their digests have no salt, so that they could be guessed. Sent again
     * under its key, such a request is a conflict.
     */
    void forget(Tenant tenant, UUID result) {
        rows.forget(tenant, result);
    }

    /** The problem of a key whose first request has no answer yet. */
    public static Problem inProgress() {
        return Problem.conflict(
                "idempotency.in_progress",
                "a request under the same `" + HEADER + "` is being worked on",
                "send it again in a moment");
    }
}
