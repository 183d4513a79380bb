package dev.writ.cli.evidence;

import dev.writ.cli.Digests;
import dev.writ.cli.http.Json;
import dev.writ.cli.http.ServiceClient;
import tools.jackson.databind.JsonNode;

/**
 * What the service says about evidence it recorded.
 *
 * @param id the evidence's id
 * @param index its index in the ledger
 */
public record Submitted(String id, long index) {
    /**
     * Submits an envelope. Signatures are deterministic, so a pipeline that runs again submits the same envelope, and the
     * service records it once.
     */
    public static Submitted submit(ServiceClient service, JsonNode envelope) {
        String key = "evidence-" + Digests.sha256(Json.compact(envelope));
        JsonNode answer = ServiceClient.json(service.post("/api/v1/evidence", envelope, key));
        return new Submitted(
                Json.text(answer, "id"), answer.path("ledger").path("index").asLong(-1));
    }

    @Override
    public String toString() {
        return id + ", ledger entry " + index;
    }
}
