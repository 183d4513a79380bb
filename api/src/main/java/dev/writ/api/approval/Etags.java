package dev.writ.api.approval;

import dev.writ.api.platform.Problem;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entity tags of change requests: their version, as a strong tag (RFC 9110, section 8.8.3). */
final class Etags {
    private static final Pattern FORM = Pattern.compile("\"([0-9]{1,15})\"");

    private Etags() {}

    static String of(Row row) {
        return "\"" + row.version() + "\"";
    }

    /** The version that {@code If-Match} names; empty for {@code *}; 428 if the header is missing, 400 if it is no tag. */
    static Optional<Long> required(UUID id, @Nullable String header) {
        if (header == null) {
            throw new Problem(
                            428,
                            "if_match.missing",
                            "the request must say which state it is for",
                            "the header `If-Match` is missing",
                            "read `/api/v1/change-requests/" + id
                                    + "`, and send the `ETag` of the answer as `If-Match`")
                    .raise();
        }
        if (header.strip().equals("*")) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(header.strip());
        if (!matcher.matches()) {
            throw Problem.badRequest(
                            "if_match.form",
                            "the header `If-Match` is no tag of a change request",
                            "send the `ETag` of the change request as it was read, with its quotes")
                    .raise();
        }
        return Optional.of(Long.parseLong(matcher.group(1)));
    }

    /** The problem of a tag of another state. */
    static Problem stale(UUID id) {
        return new Problem(
                412,
                "if_match.stale",
                "the thing has changed since it was read",
                "the change request `" + id + "` is not in the state that `If-Match` names",
                "read it again, look at what changed, and send its new `ETag`");
    }
}
