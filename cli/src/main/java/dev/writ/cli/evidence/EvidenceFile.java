package dev.writ.cli.evidence;

import dev.writ.cli.Failure;
import dev.writ.cli.http.Json;
import dev.writ.cli.key.ProducerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A file with evidence: a statement that still has to be signed, or an envelope that is signed already. */
public final class EvidenceFile {
    private static final String STATEMENT = "https://in-toto.io/Statement/v1";

    private EvidenceFile() {}

    /**
     * The envelope to submit for a file. A statement is signed by {@code key}; an envelope is taken as it is.
     *
     * @param key the producer's key, needed for a statement only
     */
    public static JsonNode envelope(Path file, Optional<ProducerKey> key) {
        byte[] bytes = bytes(file);
        JsonNode json = Json.parse(bytes, "`" + file + "`");
        if (json.has("payloadType")) {
            return json;
        }
        checkStatement(file, json);
        return Dsse.envelope(
                bytes,
                key.orElseThrow(() ->
                        new Failure("`" + file + "` is not signed yet: give the producer's key by `--producer-key`")));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Failure.io("read the evidence `" + file + "`", e);
        }
    }

    private static void checkStatement(Path file, JsonNode json) {
        if (!Json.text(json, "_type").equals(STATEMENT)) {
            throw new Failure("`" + file + "` is neither a DSSE envelope nor an in-toto statement: `_type` must be `"
                    + STATEMENT + "`");
        }
        if (Json.text(json, "predicateType").isEmpty()) {
            throw new Failure("`" + file + "` has no `predicateType`: name the kind of evidence there");
        }
        if (Json.text(json.path("subject").path(0).path("digest"), "sha256").isEmpty()) {
            throw new Failure("`" + file + "` names no artifact: `subject[0].digest.sha256` is missing");
        }
    }
}
