package dev.writ.api.identity;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Fields;
import dev.writ.api.platform.JsonBodies;
import dev.writ.api.platform.Page;
import dev.writ.api.platform.Pages;
import dev.writ.api.platform.Parameters;
import dev.writ.api.platform.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/tokens}. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokenController {
    private static final List<String> FIELDS = List.of("principal", "scopes", "expires_in_seconds");
    private static final Duration STANDARD_LIFE = Duration.ofDays(90);
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private final JsonBodies bodies;
    private final Tokens tokens;
    private final Pages pages;

    TokenController(JsonBodies bodies, Tokens tokens, Pages pages) {
        this.pages = pages;
        this.bodies = bodies;
        this.tokens = tokens;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Issue a token for a principal; its secret is shown once",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = NewToken.class))))
    Shown issue(@CurrentCaller Caller caller, @RequestBody(required = false) byte @Nullable [] body) {
        var fields = Fields.of(bodies.object(body), "", FIELDS);
        String id = fields.identifier("principal");
        var recorded = tokens.issue(caller, id, scopes(fields), life(fields));
        return Shown.of(recorded.value(), new LedgerPosition(caller.tenant().name(), recorded.index()));
    }

    @GetMapping
    @Operation(summary = "List tokens in order of time, without their secrets")
    Page<View> list(
            @CurrentCaller Caller caller,
            @RequestParam(required = false) @Nullable String principal,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        int size = pages.size(limit);
        var found =
                tokens.page(caller.tenant(), Parameters.text("principal", principal), pages.after(cursor), size + 1);
        return pages.page(found.stream().map(View::of).toList(), size, View::id);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Revoke a token at once")
    ResponseEntity<Void> revoke(@CurrentCaller Caller caller, @PathVariable String id) {
        tokens.revoke(caller, PathIds.uuid(id, "token"));
        return ResponseEntity.noContent().build();
    }

    private static List<String> scopes(Fields fields) {
        return fields.textsOf("scopes", Token.SCOPES);
    }

    private static Duration life(Fields fields) {
        return fields.has("expires_in_seconds")
                ? Duration.ofSeconds(fields.number("expires_in_seconds", 1, LONGEST_LIFE.toSeconds()))
                : STANDARD_LIFE;
    }

    /** Body of an issue. */
    record NewToken(
            String principal, List<String> scopes, @Nullable Long expires_in_seconds) {}

    /** A token in a list: who holds its secret knows it by the secret's last characters. */
    record View(
            String id,
            String principal,
            List<String> scopes,
            @Nullable String ends_with,
            Instant created_at,
            Instant expires_at,
            @Nullable Instant revoked_at) {
        static View of(TokenRepository.Row row) {
            return new View(
                    row.token().id().toString(),
                    row.token().principal(),
                    row.token().scopes(),
                    row.endsWith().orElse(null),
                    row.createdAt(),
                    row.token().expiresAt(),
                    row.revokedAt().orElse(null));
        }
    }

    /** A token and its secret. */
    record Shown(
            String id, String token, String principal, List<String> scopes, Instant expires_at, LedgerPosition ledger) {
        static Shown of(Tokens.Issued issued, LedgerPosition ledger) {
            return new Shown(
                    issued.token().id().toString(),
                    issued.secret(),
                    issued.token().principal(),
                    issued.token().scopes(),
                    issued.token().expiresAt(),
                    ledger);
        }
    }
}
