package dev.writ.api.platform;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that clients are generated from, so that they stay the same whatever is added: operations are called by method and path,
 * schemas by their class and the controller that it is part of.
 */
final class OpenApiNames {
    private static final String REF = "#/components/schemas/";
    private static final String TILES = "/ledger/{log}/tile/**";

    private OpenApiNames() {}

    static void shorten(OpenAPI document) {
        tiles(document.getPaths());
        document.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    operation.setOperationId(operation(method, path));
                    operation.setTags(List.of(tag(path)));
                }));
        schemas(document);
    }

    /** A path of OpenAPI knows no rest of any length: this is that of the shortest one. */
    private static void tiles(Paths paths) {
        var item = paths.remove(TILES);
        if (item != null) {
            item.getGet()
                    .addParametersItem(new PathParameter()
                            .name("level")
                            .description("level of the tile, or `entries`")
                            .schema(new StringSchema()))
                    .addParametersItem(new PathParameter()
                            .name("index")
                            .description(
                                    "index of the tile, of which C2SP tlog-tiles makes several segments from 1000 on")
                            .schema(new StringSchema()));
            paths.addPathItem("/ledger/{log}/tile/{level}/{index}", item);
        }
    }

    /** Such as {@code postWebhooksByIdTest}. */
    private static String operation(HttpMethod method, String path) {
        return method.name().toLowerCase(Locale.ROOT)
                + segments(path)
                        .map(part -> part.startsWith("{")
                                ? "By" + capital(part.substring(1, part.length() - 1))
                                : words(part))
                        .collect(Collectors.joining());
    }

    private static String tag(String path) {
        return segments(path).findFirst().orElse("service");
    }

    private static Stream<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("api") && !part.equals("v1"))
                .map(part -> part.startsWith(".") ? part.substring(1) : part);
    }

    private static String words(String part) {
        return Arrays.stream(part.split("[^A-Za-z0-9]"))
                .map(OpenApiNames::capital)
                .collect(Collectors.joining());
    }

    private static String capital(String word) {
        return word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** {@code dev.writ.api.notification.WebhookController$View} is {@code WebhookView}. */
    private static String schema(String name) {
        return name.replaceAll("[dD]ev\\.writ\\.(?:[a-z]+\\.)+", "")
                .replaceAll("Controller[.$]", "")
                .replaceAll("[^A-Za-z0-9]", "");
    }

    private static void schemas(OpenAPI document) {
        Map<String, Schema<?>> renamed = new TreeMap<>();
        document.getComponents().getSchemas().forEach((name, schema) -> {
            if (renamed.put(schema(name), schema) != null) {
                throw new IllegalStateException("two schemas would be called `" + schema(name) + "`");
            }
        });
        Consumer<Schema<?>> refer = schema -> {
            if (schema.get$ref() != null && schema.get$ref().startsWith(REF)) {
                schema.set$ref(REF + schema(schema.get$ref().substring(REF.length())));
            }
        };
        renamed.values().forEach(schema -> visit(schema, refer));
        contents(document).flatMap(content -> content.values().stream()).forEach(media -> {
            if (media.getSchema() != null) {
                visit(media.getSchema(), refer);
            }
        });
        document.getComponents().setSchemas(new TreeMap<>(renamed));
    }

    /** The bodies of all requests and answers. */
    static Stream<Content> contents(OpenAPI document) {
        return document.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .flatMap(OpenApiNames::contents)
                .filter(Objects::nonNull);
    }

    private static Stream<Content> contents(Operation operation) {
        var answers = operation.getResponses().values().stream().map(answer -> answer.getContent());
        return operation.getRequestBody() == null
                ? answers
                : Stream.concat(Stream.of(operation.getRequestBody().getContent()), answers);
    }

    private static void visit(Schema<?> schema, Consumer<Schema<?>> visitor) {
        visitor.accept(schema);
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(each -> visit(each, visitor));
        }
        if (schema.getItems() != null) {
            visit(schema.getItems(), visitor);
        }
        if (schema.getAdditionalProperties() instanceof Schema<?> more) {
            visit(more, visitor);
        }
        Stream.of(schema.getOneOf(), schema.getAnyOf(), schema.getAllOf())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .forEach(each -> visit(each, visitor));
    }
}
