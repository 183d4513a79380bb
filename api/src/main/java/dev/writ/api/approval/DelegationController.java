package dev.writ.api.approval;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Gate;
import dev.writ.api.platform.JsonBodies;
import dev.writ.api.platform.Page;
import dev.writ.api.platform.Pages;
import dev.writ.api.platform.PathIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
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

/** {@code /api/v1/delegations}. Who may not read all of them sees those of which it is a part. */
@RestController
@RequestMapping("/api/v1/delegations")
class DelegationController {
    private static final String READ = "delegation.read";

    private final Delegations delegations;
    private final JsonBodies bodies;
    private final Gate gate;
    private final Pages pages;

    DelegationController(Delegations delegations, JsonBodies bodies, Gate gate, Pages pages) {
        this.delegations = delegations;
        this.bodies = bodies;
        this.gate = gate;
        this.pages = pages;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Let another person vote for the caller, for a time",
            description =
                    "For people, signed in through OpenID Connect. It is not handed on, and does not free from separation"
                            + " of duties: who may not vote gives no vote to others, and nobody who may not vote gives one for"
                            + " others. At most 5 by one person to one other, 50 given and 100 held, that have not ended"
                            + " (`delegation.too_many`).",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = NewDelegation.class))))
    Made create(@CurrentCaller Caller caller, @RequestBody(required = false) byte @Nullable [] body) {
        var recorded = delegations.create(caller, bodies.object(body));
        return new Made(
                View.of(recorded.value()), new LedgerPosition(caller.tenant().name(), recorded.index()));
    }

    @GetMapping
    @Operation(summary = "Delegations, newest first, also those that have ended")
    Page<View> list(
            @CurrentCaller Caller caller,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(description = "most items on the page") @RequestParam(required = false) @Nullable String limit) {
        int size = pages.size(limit);
        Optional<String> whose =
                gate.refusal(caller, READ, null).isEmpty() ? Optional.empty() : Optional.of(caller.person());
        List<View> found = delegations.page(caller.tenant(), whose, pages.after(cursor), size + 1).stream()
                .map(View::of)
                .toList();
        return pages.page(found, size, View::id);
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "End a delegation before its time: for who made it, and for whom it was made to")
    ResponseEntity<Void> revoke(@CurrentCaller Caller caller, @PathVariable String id) {
        delegations.revoke(caller, PathIds.uuid(id, "delegation"));
        return ResponseEntity.noContent().build();
    }

    /** Body of a delegation. */
    record NewDelegation(
            String to,

            @Schema(description = "For which groups; for all of the caller's if left out") @Nullable
            List<String> groups,

            @Schema(description = "On requests for which actions; for all if left out") @Nullable
            List<String> actions,

            @Schema(description = "How long, in seconds", minimum = "60", maximum = "7776000")
            long expires_in) {}

    /** A delegation as callers see it. */
    record View(
            String id,
            String from,
            String to,
            List<String> groups,
            List<String> actions,
            String created_at,
            String expires_at,
            @Nullable String revoked_at) {
        static View of(Delegation delegation) {
            return new View(
                    delegation.id().toString(),
                    delegation.from(),
                    delegation.to(),
                    delegation.groups(),
                    delegation.actions(),
                    delegation.createdAt().toString(),
                    delegation.expiresAt().toString(),
                    delegation.revokedAt().map(Object::toString).orElse(null));
        }
    }

    /** A delegation that was just made. */
    record Made(View delegation, LedgerPosition ledger) {}
}
