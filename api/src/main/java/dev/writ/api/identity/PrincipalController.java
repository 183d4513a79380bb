package dev.writ.api.identity;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.audit.Recorded;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Fields;
import dev.writ.api.platform.IfMatch;
import dev.writ.api.platform.JsonBodies;
import dev.writ.api.platform.Page;
import dev.writ.api.platform.Pages;
import dev.writ.api.platform.Reason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/principals}. */
@RestController
@RequestMapping("/api/v1/principals")
class PrincipalController {
    private static final List<String> FIELDS = List.of("id", "kind", "roles", "attributes", "owner", "identity");
    private static final List<String> CHANGEABLE = List.of("roles", "attributes", "owner", "identity");
    private static final int MOST_ROLES = 50;

    private final JsonBodies bodies;
    private final Principals principals;
    private final Pages pages;

    PrincipalController(JsonBodies bodies, Principals principals, Pages pages) {
        this.bodies = bodies;
        this.principals = principals;
        this.pages = pages;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Register a principal",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = NewPrincipal.class))))
    Registered register(@CurrentCaller Caller caller, @RequestBody(required = false) byte @Nullable [] body) {
        var given = read(Fields.of(bodies.object(body), "", FIELDS));
        var recorded = principals.register(
                caller,
                principals.fresh(
                        given.id(),
                        given.kind(),
                        given.roles(),
                        given.attributes(),
                        Optional.ofNullable(given.owner()),
                        Optional.ofNullable(given.identity())));
        return registered(caller, recorded);
    }

    @GetMapping
    @Operation(summary = "List principals in order of their ids")
    Page<View> list(
            @CurrentCaller Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        int size = pages.size(limit);
        var found = principals.page(caller.tenant(), pages.cursor(cursor), size + 1);
        return pages.page(found.stream().map(View::of).toList(), size, View::id);
    }

    @GetMapping("/{id}")
    @Operation(summary = "A principal, whether or not it may act")
    ResponseEntity<View> read(@CurrentCaller Caller caller, @PathVariable String id) {
        Principal found = principals
                .find(caller.tenant(), id)
                .orElseThrow(() -> Principals.unknown(id).raise());
        return ResponseEntity.ok()
                .eTag(Principals.tag(found))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(View.of(found));
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Replace what can change of a principal: roles, attributes, owner and identity",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Change.class))))
    ResponseEntity<Registered> change(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @Parameter(description = "the `ETag` of the state that this is to replace; any state if left out")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body) {
        var fields = Fields.of(bodies.object(body), "", CHANGEABLE);
        fields.required("roles");
        fields.required("attributes");
        Recorded<Principal> changed = principals.change(
                caller,
                id,
                fields.texts("roles", MOST_ROLES),
                fields.textMap("attributes", MOST_ROLES),
                fields.has("owner") ? Optional.of(fields.identifier("owner")) : Optional.empty(),
                Identity.read(fields),
                IfMatch.read(ifMatch));
        return changed(caller, changed);
    }

    @PostMapping("/{id}/deactivation")
    @Operation(
            summary = "Have a principal act no more: nobody signs in as it, and its tokens are revoked",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Reason.class))))
    ResponseEntity<Registered> deactivate(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @Parameter(description = "the `ETag` of the state that this is for; any state if left out")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body) {
        String reason = Reason.read(bodies.object(body));
        return changed(caller, principals.deactivate(caller, id, reason, IfMatch.read(ifMatch)));
    }

    @PostMapping("/{id}/activation")
    @Operation(
            summary = "Have a principal act again; its tokens stay revoked",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Reason.class))))
    ResponseEntity<Registered> activate(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @Parameter(description = "the `ETag` of the state that this is for; any state if left out")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body) {
        String reason = Reason.read(bodies.object(body));
        return changed(caller, principals.activate(caller, id, reason, IfMatch.read(ifMatch)));
    }

    private static ResponseEntity<Registered> changed(Caller caller, Recorded<Principal> changed) {
        return ResponseEntity.ok().eTag(Principals.tag(changed.value())).body(registered(caller, changed));
    }

    private static Registered registered(Caller caller, Recorded<Principal> recorded) {
        return Registered.of(
                recorded.value(), new LedgerPosition(caller.tenant().name(), recorded.index()));
    }

    static NewPrincipal read(Fields fields) {
        return new NewPrincipal(
                fields.identifier("id"),
                fields.oneOf("kind", Principal.KINDS),
                fields.texts("roles", MOST_ROLES),
                fields.textMap("attributes", MOST_ROLES),
                fields.has("owner") ? fields.identifier("owner") : null,
                Identity.read(fields).orElse(null));
    }

    /** Body of a registration. */
    record NewPrincipal(
            String id,
            String kind,
            List<String> roles,
            Map<String, String> attributes,
            @Nullable String owner,
            @Nullable Identity identity) {}

    /** Body of a change. */
    record Change(
            List<String> roles,
            Map<String, String> attributes,
            @Nullable String owner,
            @Nullable Identity identity) {}

    /** A principal as callers see it. */
    record View(
            String id,
            String kind,
            List<String> roles,
            Map<String, String> attributes,
            @Nullable String owner,
            @Nullable Identity identity,
            boolean active) {
        static View of(Principal principal) {
            return new View(
                    principal.id(),
                    principal.kind(),
                    principal.roles(),
                    principal.attributes(),
                    principal.owner().orElse(null),
                    principal.identity().orElse(null),
                    principal.active());
        }
    }

    /** A principal that was just registered or changed. */
    record Registered(
            String id,
            String kind,
            List<String> roles,
            Map<String, String> attributes,
            @Nullable String owner,
            @Nullable Identity identity,
            boolean active,
            LedgerPosition ledger) {
        static Registered of(Principal principal, LedgerPosition ledger) {
            return new Registered(
                    principal.id(),
                    principal.kind(),
                    principal.roles(),
                    principal.attributes(),
                    principal.owner().orElse(null),
                    principal.identity().orElse(null),
                    principal.active(),
                    ledger);
        }
    }
}
