package dev.writ.api.platform;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;

/** Adds to the OpenAPI document which problems there are, what their headers say, and that a delete answers nothing. */
final class OpenApiResponses {
    private static final String PROBLEM = "Problem";
    private static final String TEXT = "text/plain";
    private static final Set<HttpMethod> CHANGES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private OpenApiResponses() {}

    static void add(OpenAPI document) {
        document.getComponents().addSchemas(PROBLEM, problem());
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    if (method == HttpMethod.DELETE) {
                        operation.getResponses().remove("200");
                        operation.getResponses().addApiResponse("204", new ApiResponse().description("Done"));
                    }
                    operation.getResponses().values().forEach(OpenApiResponses::bodies);
                    // The one change that is open asks for a token of its own.
                    if (isOpen(method, path) && !CHANGES.contains(method)) {
                        operation.setSecurity(List.of());
                    }
                    problems(method, path, operation)
                            .forEach((status, when) ->
                                    operation.getResponses().addApiResponse(status, answer(status, when, path)));
                }));
    }

    /** Bodies that controllers write byte by byte have the form of their media type. */
    private static void bodies(ApiResponse response) {
        if (response.getContent() == null) {
            return;
        }
        response.getContent().forEach((type, media) -> {
            if (media.getSchema() == null) {
                media.setSchema(
                        type.startsWith("text/")
                                ? new StringSchema()
                                : type.endsWith("json") ? new ObjectSchema() : new BinarySchema());
            }
        });
    }

    private static boolean isOpen(HttpMethod method, String path) {
        return EndpointActions.find(method.name(), path)
                .map(row -> row.guard() instanceof EndpointActions.Open)
                .orElse(false);
    }

    private static boolean conditional(Operation operation) {
        return takes(operation, HttpHeaders.IF_MATCH);
    }

    private static boolean takes(Operation operation, String parameter) {
        return Optional.ofNullable(operation.getParameters()).stream()
                .flatMap(List::stream)
                .anyMatch(each -> parameter.equalsIgnoreCase(each.getName()));
    }

    private static Map<String, String> problems(HttpMethod method, String path, Operation operation) {
        Map<String, String> problems = new TreeMap<>();
        problems.put("400", "The request cannot be read");
        problems.put("406", "There is no answer in an accepted media type");
        problems.put("503", "The service cannot do this now; try again");
        if (path.contains("{") || CHANGES.contains(method) || takes(operation, "tenant")) {
            problems.put("404", "There is no such thing, or it belongs to others");
        }
        if (method == HttpMethod.PATCH || conditional(operation)) {
            problems.put("412", "The thing has changed since it was read");
        }
        if (method == HttpMethod.PATCH) {
            problems.put("428", "The header `If-Match` is missing");
        }
        if (CHANGES.contains(method)) {
            problems.put("409", "The request conflicts with what is stored, or is being worked on under the same key");
        }
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().setRequired(true);
            problems.put("413", "The body, or what it leads to, is too large");
            problems.put("415", "The body is not JSON");
            problems.put("422", "The body is JSON that does not say something valid");
        }
        if (!isOpen(method, path) || CHANGES.contains(method)) {
            problems.put("401", "The caller is not authenticated");
            problems.put("403", "The caller may not do this");
        }
        problems.put("429", "The caller has sent too much within a short time");
        return problems;
    }

    private static ApiResponse answer(String status, String when, String path) {
        var answer = new ApiResponse().description(when).content(body(path));
        answer.getContent()
                .forEach((type, media) ->
                        media.setExample(type.equals(TEXT) ? example(status).get("detail") : example(status)));
        switch (status) {
            case "401" -> answer.addHeaderObject("WWW-Authenticate", header("how to authenticate, RFC 6750"));
            case "429" -> {
                answer.addHeaderObject("Retry-After", header("seconds until the next request may come"));
                answer.addHeaderObject(
                        "RateLimit", header("requests that are left (`r`) and seconds until all are (`t`)"));
                answer.addHeaderObject(
                        "RateLimit-Policy", header("requests (`q`) that may come in a window (`w`, seconds)"));
            }
            case "503" -> answer.addHeaderObject("Retry-After", header("seconds to wait"));
            default -> {
                // nothing is to be said in headers
            }
        }
        return answer;
    }

    /** A problem of this status. */
    private static Map<String, Object> example(String status) {
        Problem problem = switch (status) {
            case "401" -> Problem.tokenMissing("send a valid token as `Authorization: Bearer <token>`");
            case "403" ->
                Problem.forbidden(
                        "platform.role.missing",
                        "no role of the caller grants `webhook.manage`",
                        "ask an administrator for a role that does");
            case "404" ->
                Problem.notFound("path.unknown", "there is no such thing", "see `/v3/api-docs` for what there is");
            case "409" ->
                Problem.conflict("principal.exists", "there is a principal `ana` already", "choose another id");
            case "413" ->
                Problem.tooLarge(
                        "body.too_large", "the request body is longer than 1048576 bytes", "send less at once");
            case "422" ->
                Problem.unprocessable(
                        "field.value", "`/kind` is `robot`, not one of: human, service", "send one of these values");
            case "429" ->
                Problem.tooManyRequests(
                        "rate.exceeded",
                        "`ana` has sent more than 10000 requests in 10 s",
                        "wait as many seconds as `Retry-After` says, and send less at once");
            case "503" ->
                Problem.unavailable(
                        "ledger.unavailable", "the ledger cannot append: it is being stopped", "try again later");
            case "406", "415" -> Failures.refused(Integer.parseInt(status), "POST", "/api/v1/principals");
            default ->
                Problem.badRequest(
                        "json.syntax", "the request body is not JSON at line 1, column 2", "send well-formed JSON");
        };
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", problem.type());
        members.put("title", problem.title());
        members.put("status", problem.status());
        members.put("detail", problem.detail());
        members.put("code", problem.code());
        members.put("remediation", problem.remediation());
        return members;
    }

    private static Header header(String what) {
        return new Header().description(what).schema(new StringSchema());
    }

    /** As {@link ProblemWriter} writes it. */
    private static Content body(String path) {
        return ProblemWriter.isText(path)
                ? new Content().addMediaType(TEXT, new MediaType().schema(new StringSchema()))
                : new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
    }

    private static Schema<?> problem() {
        var schema = new ObjectSchema();
        for (String text : List.of("type", "title", "detail", "code", "remediation")) {
            schema.addProperty(text, new StringSchema());
        }
        schema.addProperty("status", new IntegerSchema());
        schema.setRequired(List.of("type", "title", "status", "detail", "code", "remediation"));
        schema.setDescription("RFC 9457; `code` is stable, `remediation` says what the caller can do");
        return schema;
    }
}
