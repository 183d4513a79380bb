package dev.writ.api.platform;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says of the service as a whole. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfig {
    private static final String TOKEN = "token";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Writ")
                        .version("v1")
                        .description(
                                "Decisions on sensitive actions by versioned Rego policies, on signed evidence, in a ledger that can be"
                                        + " verified without trusting the service. Evaluation follows AuthZEN 1.0; errors of `/api` are RFC 9457"
                                        + " problem details.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description(
                                                "An API token, from `POST /api/v1/tokens`, or an access token of the issuer that people"
                                                        + " sign in at")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }
}
