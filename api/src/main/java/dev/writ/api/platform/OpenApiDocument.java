package dev.writ.api.platform;

import io.swagger.v3.oas.models.OpenAPI;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Completes the OpenAPI document with what holds for every operation, so that controllers say only what is their own. */
@Component
class OpenApiDocument implements OpenApiCustomizer {
    @Override
    public void customise(OpenAPI document) {
        OpenApiNames.shorten(document);
        OpenApiParameters.describe(document);
        OpenApiResponses.add(document);
        OpenApiExamples.add(document);
    }
}
