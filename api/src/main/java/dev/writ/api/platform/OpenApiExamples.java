package dev.writ.api.platform;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An example for every body and parameter of the OpenAPI document. It is made from the schema, with what a member of that name
 * looks like, so that it cannot be of another form than the schema says.
 */
final class OpenApiExamples {
    private static final String REF = "#/components/schemas/";
    private static final int DEEPEST = 8;
    private static final String ID = "0199f0c2-7d2e-7a51-9c3e-3b0c6f1d2a44";
    private static final String DIGEST = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String TIME = "2026-11-29T12:00:00Z";

    private final Map<String, Schema<?>> schemas = new LinkedHashMap<>();

    private OpenApiExamples() {}

    static void add(OpenAPI document) {
        var examples = new OpenApiExamples();
        document.getComponents().getSchemas().forEach(examples.schemas::put);
        OpenApiNames.contents(document)
                .flatMap(content -> content.values().stream())
                .filter(media -> media.getSchema() != null && media.getExample() == null)
                .forEach(examples::add);
        document.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .map(operation -> operation.getParameters())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(parameter -> parameter.getExample() == null)
                .forEach(examples::add);
    }

    private void add(MediaType media) {
        media.setExample(of("", media.getSchema(), 0));
    }

    private void add(Parameter parameter) {
        parameter.setExample(of(parameter.getName(), parameter.getSchema(), 0));
    }

    /** The same name means different things in different members; the few that do are named with the member around them. */
    private Object of(String around, String name, Schema<?> given, int depth) {
        return switch (around + "." + name) {
            case "subject.type" -> "user";
            case "subject.id" -> "ana";
            case "resource.type" -> "dataset";
            case "resource.id" -> "card-payments";
            case "action.name" -> "read";
            case "columns.name" -> "card";
            case "artifacts.name" -> "model.onnx";
            default -> of(name, given, depth);
        };
    }

    private Object of(String name, Schema<?> given, int depth) {
        Schema<?> schema = followed(given);
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return schema.getEnum().getFirst();
        }
        if (schema.getOneOf() != null && !schema.getOneOf().isEmpty()) {
            return of(name, schema.getOneOf().getFirst(), depth);
        }
        if (schema.getProperties() != null && depth < DEEPEST) {
            Map<String, Object> members = new LinkedHashMap<>();
            schema.getProperties().forEach((member, type) -> members.put(member, of(name, member, type, depth + 1)));
            return members;
        }
        return switch (type(schema)) {
            case "array" -> schema.getItems() == null ? List.of() : List.of(of(name, schema.getItems(), depth + 1));
            case "boolean" -> !name.equals("anonymised");
            case "integer", "number" -> number(name);
            case "string" -> text(name, schema);
            default -> other(name, schema);
        };
    }

    /** What is JSON of any form to the schema. */
    private Object other(String name, Schema<?> schema) {
        return switch (name) {
            case "reasons" ->
                List.of(Map.of("code", "access.purpose.missing", "message", "the request states no purpose"));
            case "obligations" -> List.of(Map.of("type", "column_mask", "columns", List.of("card")));
            case "require" -> List.of(Map.of("group", "model-risk", "count", 2, "distinct_from", List.of("requester")));
            case "context" -> Map.of("purpose", "fraud-detection");
            case "subject" -> Map.of("type", "user", "id", "ana");
            case "action" -> Map.of("name", "read");
            case "resource" -> Map.of("type", "dataset", "id", "card-payments");
            default -> isTexts(schema) ? Map.of("region", "eu") : Map.of();
        };
    }

    private boolean isTexts(Schema<?> schema) {
        return schema.getAdditionalProperties() instanceof Schema<?> more && "string".equals(type(followed(more)));
    }

    private Schema<?> followed(Schema<?> schema) {
        String ref = schema.get$ref();
        Schema<?> found = ref == null ? schema : schemas.get(ref.substring(REF.length()));
        return found == null ? schema : found;
    }

    private static String type(Schema<?> schema) {
        if (schema.getType() != null) {
            return schema.getType();
        }
        Set<String> types = schema.getTypes();
        return types == null
                ? "any"
                : types.stream()
                        .filter(each -> !each.equals("null"))
                        .findFirst()
                        .orElse("any");
    }

    private static Object number(String name) {
        return switch (name) {
            case "last_status" -> 503;
            case "limit" -> 50;
            case "size", "second" -> 1_024;
            case "uses", "uses_left", "attempts", "version", "first" -> 1;
            case "expires_in_seconds" -> 86_400;
            default -> 512;
        };
    }

    private static String text(String name, Schema<?> schema) {
        String format = String.valueOf(schema.getFormat());
        if (format.equals("date-time") || name.endsWith("_at") || name.equals("at") || name.endsWith("_until")) {
            return TIME;
        }
        if (format.equals("uuid")) {
            return ID;
        }
        return switch (name) {
            case "id", "decision", "delivery", "token_id", "permit", "change_request" -> ID;
            case "digest", "revision", "leaf", "facts", "request", "payload_digest", "policy" -> DIGEST;
            case "type" -> "decision";
            case "url" -> "https://hooks.example/writ";
            case "events" -> "permit.changed";
            case "event" -> "permit.changed";
            case "secret" -> "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";
            case "token" -> "writ_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
            case "kind" -> "service";
            case "roles" -> "requester";
            case "scopes" -> "evaluate";
            case "principal", "caller", "subject", "requester", "owner" -> "ana";
            case "action" -> "model.promote";
            case "outcome" -> "allow";
            case "log" -> "main";
            case "set", "name" -> "main";
            case "environment" -> "production";
            case "state" -> "pending";
            case "cursor", "next" -> "MDE5OWYwYzI";
            case "description" -> "what it is for, in a few words";
            case "nonce" -> "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
            case "row_filter_column" -> "region";
            case "reason", "basis" -> "the model was trained on data that had to be erased";
            case "classification" -> "internal";
            case "sensitivity" -> "personal";
            case "purposes" -> "fraud-detection";
            case "region" -> "eu";
            case "about" -> "/api/v1/permits/" + ID;
            case "keyid" -> "trainer#1";
            case "algorithm" -> "ed25519";
            case "payloadType" -> "application/vnd.in-toto+json";
            case "payload", "sig", "public_key", "path", "root" -> "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";
            case "origin" -> "writ.example";
            case "order" -> "newest";
            case "level" -> "entries";
            case "index" -> "000";
            case "evaluations_semantic" -> "execute_all";
            default -> name.isEmpty() ? "…" : name.replace('_', ' ');
        };
    }
}
