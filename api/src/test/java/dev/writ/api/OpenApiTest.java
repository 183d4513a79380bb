package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.SharedService.People;
import dev.writ.api.platform.EndpointActions;
import dev.writ.ledger.entry.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators and client generators read. */
@ExtendWith(SharedService.class)
class OpenApiTest {
    private final People people;

    OpenApiTest(People people) {
        this.people = people;
    }

    @Test
    void theDocumentHasEveryEndpointOfTheApi() {
        var document = people.nobody().get("/v3/api-docs").expect(200);
        assertThat(document.text("openapi")).startsWith("3.1");
        if (!(document.at("paths") instanceof Json.Obj(Map<String, Json> paths))) {
            throw new AssertionError("no paths");
        }
        EndpointActions.rows().stream()
                .map(EndpointActions.Row::path)
                .filter(path -> path.startsWith("/api/") || path.startsWith("/access/"))
                .forEach(path -> assertThat(paths).containsKey(path));
    }

    @Test
    void theDocumentSaysWhatItDescribesAndHowCallersProveWhoTheyAre() {
        var document = people.nobody().get("/v3/api-docs").expect(200);

        assertThat(document.text("info", "title")).isEqualTo("Writ");
        assertThat(document.text("info", "version")).isEqualTo("v1");
        assertThat(document.text("components", "securitySchemes", "token", "scheme"))
                .isEqualTo("bearer");
    }

    @Test
    void theDocumentSaysWhatMayGoWrong() {
        var document = people.nobody().get("/v3/api-docs").expect(200);

        var register = new String[] {"paths", "/api/v1/principals", "post", "responses"};
        for (String status : List.of("400", "401", "403", "413", "415", "422", "503")) {
            assertThat(document.text(path(register, status, "content", "application/problem+json", "schema", "$ref")))
                    .isEqualTo("#/components/schemas/Problem");
        }
        document.at(path(register, "201", "content", "application/json", "schema"));
        document.at("paths", "/access/v1/evaluation", "post", "responses", "400", "content", "text/plain");
        document.at("paths", "/ledger/{log}/checkpoint", "get", "responses", "200", "content", "text/plain");
        assertThat(document.at("paths", "/api/v1/tokens/{id}", "delete", "responses"))
                .isInstanceOfSatisfying(
                        Json.Obj.class,
                        responses -> assertThat(responses.members())
                                .containsKey("204")
                                .doesNotContainKey("200"));
        assertThat(document.at("paths", "/.well-known/authzen-configuration", "get", "responses"))
                .isInstanceOfSatisfying(
                        Json.Obj.class,
                        responses -> assertThat(responses.members()).doesNotContainKey("401"));
        assertThat(document.body()).doesNotContain("*/*");
    }

    @Test
    void everyBodyHasASchemaAndAnExample() {
        var document = people.nobody().get("/v3/api-docs").expect(200);
        assertThat(document.body()).doesNotContain("dev.writ.api");
        members(document.at("paths"))
                .forEach((path, item) -> members(item).forEach((method, operation) -> {
                    Map<String, Json> bodies =
                            new TreeMap<>(members(members(operation).get("responses")));
                    Json request = members(operation).get("requestBody");
                    if (request != null) {
                        bodies.put("request", request);
                    }
                    bodies.forEach((name, body) -> {
                        Json content = members(body).get("content");
                        if (content != null) {
                            members(content)
                                    .values()
                                    .forEach(media -> assertThat(members(media))
                                            .as(method + " " + path + " " + name)
                                            .containsKeys("schema", "example"));
                        }
                    });
                }));
    }

    @Test
    void namesOfOperationsAreTheirsAlone() {
        var document = people.nobody().get("/v3/api-docs").expect(200);
        List<String> names = new ArrayList<>();
        members(document.at("paths"))
                .values()
                .forEach(item -> members(item)
                        .values()
                        .forEach(operation ->
                                names.add(String.valueOf(members(operation).get("operationId")))));
        assertThat(names).hasSizeGreaterThan(40).doesNotHaveDuplicates();
        assertThat(document.text("paths", "/api/v1/webhooks/{id}/test", "post", "operationId"))
                .isEqualTo("postWebhooksByIdTest");
    }

    @Test
    void membersThatAreAlwaysThereAreRequired() {
        var document = people.nobody().get("/v3/api-docs").expect(200);
        assertThat(String.valueOf(document.at("components", "schemas", "TokenNewToken", "required")))
                .contains("principal", "scopes")
                .doesNotContain("expires_in_seconds");
        assertThat(String.valueOf(document.at("components", "schemas", "WebhookView", "required")))
                .contains("created_at")
                .doesNotContain("disabled_at");
    }

    private static Map<String, Json> members(@Nullable Json value) {
        if (value instanceof Json.Obj(Map<String, Json> members)) {
            return members;
        }
        throw new AssertionError("no object: " + value);
    }

    private static String[] path(String[] start, String... more) {
        return Stream.concat(Stream.of(start), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void metricsTellOfDecisionsAndTheLog() {
        people.requester()
                .post(
                        "/access/v1/evaluation",
                        "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"read\"},\"resource\":"
                                + "{\"type\":\"dataset\",\"id\":\"metrics\"}}")
                .expect(200);
        String metrics =
                people.auditor().get("/actuator/prometheus").expect(200).body();
        assertThat(metrics)
                .contains("writ_decisions_total{outcome=\"deny\"}")
                .contains("writ_ledger_append_seconds_bucket")
                .contains("writ_ledger_writable{tenant=\"main\"} 1.0")
                .contains("writ_ledger_waiting");
    }

    @Test
    void healthIsOpenAndTellsNoDetails() {
        var health = people.nobody().get("/actuator/health").expect(200);
        assertThat(health.text("status")).isEqualTo("UP");
        assertThat(health.body()).doesNotContain("ledger").doesNotContain("H2");
        people.nobody().get("/actuator/env").expectProblem(401, "token.missing");
    }
}
