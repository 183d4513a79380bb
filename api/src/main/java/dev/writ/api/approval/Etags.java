package dev.writ.api.approval;

import dev.writ.api.platform.IfMatch;
import dev.writ.api.platform.Problem;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.TreeHash;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entity tags of change requests (RFC 9110, section 8.8.3): the version, and a digest of what is shown, since that also changes by what
 * is erased. Changes are made on a version, whatever of it was erased meanwhile.
 */
@Component
class Etags {
    private static final Pattern DIGEST = Pattern.compile("(?:-[0-9a-f]{16})?");
    private static final int DIGITS = 16;

    private final JsonMapper json;

    Etags(JsonMapper json) {
        this.json = json;
    }

    /** The tag of a request as it is shown, with its quotes. */
    String of(ChangeRequestView view) {
        String digest = TreeHash.sha256(Bytes.of(json.writeValueAsBytes(view))).hex();
        return "\"" + view.version() + "-" + digest.substring(0, DIGITS) + "\"";
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

    /** Whether a version is meant, whatever of it was shown when it was read. */
    static boolean means(IfMatch read, long version) {
        String start = "\"" + version;
        return read.matches((String tag) -> tag.startsWith(start)
                && DIGEST.matcher(tag.substring(start.length(), tag.length() - 1))
                        .matches());
    }
}
