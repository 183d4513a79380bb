package dev.writ.api.approval;

import dev.writ.api.platform.Digests;
import dev.writ.api.platform.Fields;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Reason;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A vote as somebody wants to give it.
 *
 * @param verdict yes or no
 * @param digest of what it is said to
 * @param holder whose vote it is, if not the caller's own
 * @param comment why
 * @param fingerprint digest of the whole body
 */
record Given(Vote.Verdict verdict, Hash digest, Optional<String> holder, Optional<String> comment, Hash fingerprint) {
    private static final List<String> FIELDS = List.of("verdict", "digest", "on_behalf_of", "comment");

    static Given read(Json.Obj body) {
        Fields fields = Fields.of(body, "", FIELDS);
        return new Given(
                Vote.Verdict.of(fields.oneOf("verdict", Vote.Verdict.words())),
                digest(fields),
                fields.has("on_behalf_of") ? Optional.of(fields.identifier("on_behalf_of")) : Optional.empty(),
                fields.has("comment") ? Optional.of(fields.text("comment", Reason.LONGEST)) : Optional.empty(),
                TreeHash.sha256(body.canonical()));
    }

    /** The member that says what was read. */
    static Hash digest(Fields fields) {
        String text = fields.text("digest", 100);
        return Digests.read(text)
                .orElseThrow(() -> Problem.unprocessable(
                                "field.type",
                                "`/digest` is not `sha256:` and 64 hexadecimal digits",
                                "send the `digest` of the change request as it was read")
                        .raise());
    }

    /** The comment as value beside an entry. */
    Map<String, Json> payload() {
        return comment.<Map<String, Json>>map(text -> Map.of("comment", new Json.Str(text)))
                .orElse(Map.of());
    }
}
