package dev.writ.api.approval;

import dev.writ.api.platform.IfMatch;
import dev.writ.api.platform.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entity tags of change requests: their version, as a strong tag (RFC 9110, section 8.8.3). */
final class Etags {
    private Etags() {}

    static String of(Row row) {
        return "\"" + row.version() + "\"";
    }

    /** What {@code If-Match} says; 428 if it is missing, 400 if it is no list of tags. */
    static IfMatch required(UUID id, @Nullable String header) {
        return IfMatch.read(header)
                .orElseThrow(() -> new Problem(
                                428,
                                "if_match.missing",
                                "the request must say which state it is for",
                                "the header `If-Match` is missing",
                                "read `/api/v1/change-requests/" + id
                                        + "`, and send the `ETag` of the answer as `If-Match`")
                        .raise());
    }
}
