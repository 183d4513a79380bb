package dev.writ.cli.gate;

import dev.writ.cli.http.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who asks to bring which bytes of a model to which environment.
 *
 * @param subject id of the principal that asks
 * @param model name and version
 * @param digest {@code sha256:} and 64 hexadecimal digits
 * @param environment where to
 */
public record PromotionRequest(String subject, String model, String digest, String environment) {
    /** The body of {@code POST /access/v1/evaluation}. */
    public ObjectNode json() {
        ObjectNode request = Json.object();
        request.set("subject", Json.object().put("type", "user").put("id", subject));
        ObjectNode action = request.putObject("action").put("name", "promote");
        action.set("properties", Json.object().put("environment", environment));
        ObjectNode resource = request.putObject("resource").put("type", "model").put("id", model);
        resource.set("properties", Json.object().put("digest", digest));
        return request;
    }
}
