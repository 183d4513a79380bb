package dev.writ.api.identity;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.platform.Fields;
import dev.writ.api.platform.JsonBodies;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/bootstrap}, the only endpoint that takes the bootstrap token. */
@RestController
class BootstrapController {
    private static final List<String> FIELDS = List.of("id", "kind", "attributes");
    private static final String SCHEME = "bearer ";
    private static final int MOST_ATTRIBUTES = 50;

    private final JsonBodies bodies;
    private final Bootstrap bootstrap;

    BootstrapController(JsonBodies bodies, Bootstrap bootstrap) {
        this.bodies = bodies;
        this.bootstrap = bootstrap;
    }

    @PostMapping("/api/v1/bootstrap")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make the first administrator, with the bootstrap token as bearer token",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = FirstAdministrator.class))))
    Made make(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Parameter(hidden = true) @Nullable
                    String authorization,
            @RequestBody(required = false) byte @Nullable [] body) {
        String secret = secret(authorization);
        Tenant tenant = bootstrap.tenant(secret);
        var fields = Fields.of(bodies.object(body), "", FIELDS);
        String kind = fields.has("kind") ? fields.oneOf("kind", Principal.KINDS) : Principal.HUMAN;
        var recorded = bootstrap.use(
                tenant, secret, fields.identifier("id"), kind, fields.textMap("attributes", MOST_ATTRIBUTES));
        var first = recorded.value();
        return new Made(
                PrincipalController.View.of(first.principal()),
                first.token().secret(),
                first.token().token().id().toString(),
                new LedgerPosition(tenant.name(), recorded.index()));
    }

    private static String secret(@Nullable String authorization) {
        if (authorization == null) {
            throw Problem.tokenMissing("send the content of the file `bootstrap-token` in the data folder as"
                            + " `Authorization: Bearer <token>`")
                    .raise();
        }
        return authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? authorization.substring(SCHEME.length()).strip()
                : "";
    }

    /** Body of the request. */
    record FirstAdministrator(
            String id, @Nullable String kind, @Nullable Map<String, String> attributes) {}

    /** The administrator and its first token. */
    record Made(PrincipalController.View principal, String token, String token_id, LedgerPosition ledger) {}
}
