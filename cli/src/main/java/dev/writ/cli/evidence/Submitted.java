package dev.writ.cli.evidence;

import dev.writ.cli.http.Json;
import tools.jackson.databind.JsonNode;

/**
 * What the service says about evidence it recorded.
 *
 * @param id the evidence's id
 * @param index its index in the ledger
 */
public record Submitted(String id, long index) {
    /** Reads the service's answer. */
    public static Submitted of(JsonNode answer) {
        return new Submitted(
                Json.text(answer, "id"), answer.path("ledger").path("index").asLong(-1));
    }

    @Override
    public String toString() {
        return id + ", ledger entry " + index;
    }
}
