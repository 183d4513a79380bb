package dev.writ.cli.demo;

import dev.writ.cli.http.Json;
import dev.writ.cli.http.ServiceClient;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who takes part in the demo, each with a token of their own that can do no more than they need.
 *
 * @param administrator registers producers
 * @param steward registers data sets
 * @param scientist reads data
 * @param manager asks for promotions
 * @param pipeline trains, measures, signs and submits evidence
 * @param auditor reads the ledger
 */
record People(
        ServiceClient administrator,
        ServiceClient steward,
        ServiceClient scientist,
        ServiceClient manager,
        ServiceClient pipeline,
        ServiceClient auditor) {
    static final String SCIENTIST = "dana";
    static final String MANAGER = "rita";
    static final String PIPELINE = "training-pipeline";

    /** Makes the first administrator with the bootstrap token, who makes everybody else. */
    static People register(DemoService service) {
        ServiceClient bootstrap = service.as(service.bootstrapToken());
        JsonNode made = ServiceClient.json(
                bootstrap.post("/api/v1/bootstrap", Json.object().put("id", "ada")));
        ServiceClient admin = service.as(Json.text(made, "token"));
        return new People(
                admin,
                service.as(token(admin, "stella", "human", "steward", Map.of(), "submit")),
                service.as(token(admin, SCIENTIST, "human", "data-scientist", Map.of("region", "us"), "evaluate")),
                service.as(token(admin, MANAGER, "human", "release-manager", Map.of(), "evaluate")),
                service.as(token(admin, PIPELINE, "service", "producer", Map.of(), "submit")),
                service.as(token(admin, "otto", "human", "auditor", Map.of(), "read")));
    }

    private static String token(
            ServiceClient admin, String id, String kind, String role, Map<String, String> attributes, String scope) {
        ObjectNode principal = Json.object().put("id", id).put("kind", kind);
        principal.putArray("roles").add(role);
        ObjectNode given = principal.putObject("attributes");
        attributes.forEach(given::put);
        ServiceClient.json(admin.post("/api/v1/principals", principal));
        ObjectNode wanted = Json.object().put("principal", id).put("expires_in_seconds", 900);
        wanted.putArray("scopes").add(scope);
        return Json.text(ServiceClient.json(admin.post("/api/v1/tokens", wanted)), "token");
    }
}
