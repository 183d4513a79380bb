package dev.writ.api.permit;

import dev.writ.api.platform.Fields;
import dev.writ.api.platform.Problem;
import dev.writ.ledger.dsse.Statement;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.permit.Permit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a deployer presents to redeem a permit.
 *
 * @param nonce of the permit, in hexadecimal
 * @param action what it is about to do; {@value #STANDARD} if it does not say
 * @param environment where it is about to act
 * @param artifacts digests of the real bytes
 */
record Presented(String nonce, String action, Optional<String> environment, Set<Hash> artifacts) {
    private static final List<String> FIELDS = List.of("nonce", "action", "environment", "artifacts");
    private static final String STANDARD = "promote";
    private static final String PREFIX = "sha256:";

    Presented {
        artifacts = Set.copyOf(artifacts);
    }

    /** Reads a body; a 422 problem names what is malformed. */
    static Presented read(Json.Obj body) {
        Fields fields = Fields.of(body, "", FIELDS);
        Set<Hash> digests = new HashSet<>();
        int n = 0;
        for (Fields artifact : fields.objects("artifacts", Permit.MAX_ARTIFACTS, List.of("name", "digest"))) {
            if (artifact.has("name")) {
                artifact.text("name", 500);
            }
            digests.add(digest(artifact.text("digest", 100), n));
            n++;
        }
        return new Presented(
                fields.text("nonce", 200),
                fields.has("action") ? fields.text("action", 200) : STANDARD,
                fields.has("environment") ? Optional.of(fields.text("environment", 200)) : Optional.empty(),
                digests);
    }

    private static Hash digest(String text, int n) {
        if (text.startsWith(PREFIX)) {
            try {
                return Hash.parseHex(text.substring(PREFIX.length()));
            } catch (IllegalArgumentException e) {
                // falls through to the one message for every wrong form
            }
        }
        throw Problem.unprocessable(
                        "field.value",
                        "`/artifacts/" + n + "/digest` is not a SHA-256 digest",
                        "send `sha256:` and 64 lower-case hexadecimal digits")
                .raise();
    }

    /** Compares without telling by the time it takes how much of a nonce is right. */
    boolean hasNonceOf(Permit permit) {
        byte[] own = HexFormat.of().formatHex(permit.nonce().toArray()).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(own, nonce.getBytes(StandardCharsets.UTF_8));
    }

    /** Why the artifacts are not exactly those of the permit; empty if they are. */
    Optional<Refusal> otherArtifacts(Permit permit) {
        Set<Hash> named = new HashSet<>();
        for (Statement.Subject subject : permit.artifacts()) {
            named.add(subject.digest());
            if (!artifacts.contains(subject.digest())) {
                return Optional.of(Refusal.artifact("the permit is for `" + subject.name() + "` with the digest "
                        + subject.text() + ", which is not among the artifacts"));
            }
        }
        return artifacts.stream()
                .filter(digest -> !named.contains(digest))
                .findFirst()
                .map(digest ->
                        Refusal.artifact("the permit is not for an artifact with the digest sha256:" + digest.hex()));
    }
}
