package dev.writ.api.platform;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Adds to the OpenAPI document what holds for every operation: which problems there are, and that a delete answers nothing. */
@Component
class OpenApiResponses implements OpenApiCustomizer {
    private static final String PROBLEM = "Problem";

    @Override
    public void customise(OpenAPI document) {
        document.getComponents().addSchemas(PROBLEM, problem());
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    if (method == HttpMethod.DELETE) {
                        operation.getResponses().remove("200");
                        operation.getResponses().addApiResponse("204", new ApiResponse().description("Done"));
                    }
                    problems(method, path, operation)
                            .forEach((status, when) -> operation
                                    .getResponses()
                                    .addApiResponse(
                                            status,
                                            new ApiResponse().description(when).content(body(path))));
                }));
    }

    private static Map<String, String> problems(HttpMethod method, String path, Operation operation) {
        Map<String, String> problems = new TreeMap<>();
        problems.put("400", "The request cannot be read");
        problems.put("503", "The service cannot do this now; try again");
        if (operation.getRequestBody() != null) {
            problems.put("413", "The body, or what it leads to, is too large");
            problems.put("415", "The body is not JSON");
            problems.put("422", "The body is JSON that does not say something valid");
        }
        boolean open = EndpointActions.find(method.name(), path)
                .map(row -> row.guard() instanceof EndpointActions.Open)
                .orElse(false);
        if (!open) {
            problems.put("401", "The caller is not authenticated");
            problems.put("403", "The caller may not do this");
        }
        return problems;
    }

    /** As {@link ProblemWriter} writes it. */
    private static Content body(String path) {
        return ProblemWriter.isText(path)
                ? new Content().addMediaType("text/plain", new MediaType().schema(new StringSchema()))
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
