package dev.writ.api.platform;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the OpenAPI document says of parameters, which controllers read as texts so that every refusal is a problem of ours. */
final class OpenApiParameters {
    private static final Set<String> NUMBERS = Set.of("index", "size", "first", "second");
    private static final Set<String> NEEDED = Set.of("size", "first", "second");

    private OpenApiParameters() {}

    static void describe(OpenAPI document) {
        document.getPaths()
                .forEach((path, item) -> item.readOperations().forEach(operation -> {
                    if (operation.getParameters() != null) {
                        operation.getParameters().forEach(parameter -> describe(path, parameter));
                    }
                }));
    }

    private static void describe(String path, Parameter parameter) {
        if (path.contains("/tile/") || parameter.getSchema() instanceof ArraySchema || isArray(parameter.getSchema())) {
            return;
        }
        boolean inPath = "path".equals(parameter.getIn());
        parameter.setSchema(schema(path, parameter.getName(), inPath, parameter.getSchema()));
        parameter.setRequired(inPath || isNeeded(path, parameter.getName()));
    }

    private static boolean isArray(@Nullable Schema<?> schema) {
        return schema != null && ("array".equals(schema.getType()) || schema.getItems() != null);
    }

    private static boolean isNeeded(String path, String name) {
        return path.contains("/proof/") && (NEEDED.contains(name) || name.equals("index"));
    }

    private static Schema<?> schema(String path, String name, boolean inPath, @Nullable Schema<?> given) {
        if (name.equals("limit")) {
            return new IntegerSchema()
                    .format(null)
                    .minimum(BigDecimal.ONE)
                    .maximum(BigDecimal.valueOf(Limits.standard().pageSize()));
        }
        if (NUMBERS.contains(name)) {
            return new IntegerSchema().format("int64").minimum(BigDecimal.ZERO);
        }
        if (name.equals("from") || name.equals("to")) {
            return new StringSchema().format("date-time");
        }
        if (name.equals("order")) {
            return new StringSchema()._enum(List.of("newest", "oldest"));
        }
        if (name.equals("outcome")) {
            return new StringSchema()._enum(List.of("allow", "deny", "approval_required"));
        }
        if (name.equals("state") && path.endsWith("/deliveries")) {
            return new StringSchema()._enum(List.of("pending", "delivered", "dead"));
        }
        if (inPath && (name.equals("delivery") || (name.equals("id") && !path.contains("/datasets/")))) {
            return new StringSchema().format("uuid");
        }
        return given == null ? new StringSchema() : given;
    }
}
