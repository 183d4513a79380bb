package dev.writ.api.permit;

import dev.writ.api.audit.Idempotency;
import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Gate;
import dev.writ.api.platform.JsonBodies;
import dev.writ.api.platform.Page;
import dev.writ.api.platform.Pages;
import dev.writ.api.platform.Parameters;
import dev.writ.api.platform.PathIds;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Reason;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
import dev.writ.api.policyset.Withdrawals;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.permit.ProvedEnvelope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/permits}. Who may not read all permits sees those that it asked for. */
@RestController
class PermitController {
    private static final String READ = "permit.read";
    private static final MediaType FILE = MediaType.parseMediaType(ProvedEnvelope.MEDIA_TYPE);

    private final Permits permits;
    private final Redemptions redemptions;
    private final RevocationService revocations;
    private final Withdrawals withdrawals;
    private final JsonBodies bodies;
    private final Gate gate;
    private final Pages pages;
    private final Clock clock;
    private final Tenants tenants;

    PermitController(
            Permits permits,
            Redemptions redemptions,
            RevocationService revocations,
            Withdrawals withdrawals,
            JsonBodies bodies,
            Gate gate,
            Pages pages,
            Clock clock,
            Tenants tenants) {
        this.permits = permits;
        this.redemptions = redemptions;
        this.revocations = revocations;
        this.withdrawals = withdrawals;
        this.bodies = bodies;
        this.gate = gate;
        this.pages = pages;
        this.clock = clock;
        this.tenants = tenants;
    }

    @GetMapping("/api/v1/change-requests/{id}/permit")
    @Operation(
            summary = "The permit of a change request that was approved: a DSSE envelope with its proof",
            description =
                    "One whose issue was interrupted is issued now, if the rules, which run once more, still allow it; 403"
                            + " `permit.rules` if they do not, which is recorded as other refusals are. 409 `review.rejected` once a"
                            + " review has rejected what was allowed in an emergency.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = ProvedEnvelope.MEDIA_TYPE))
    ResponseEntity<byte[]> ofRequest(@CurrentCaller Caller caller, @PathVariable String id) {
        UUID request = PathIds.uuid(id, "change-request");
        Optional<String> requester = permits.requester(caller.tenant(), request);
        if (requester.isPresent() && gate.refusal(caller, READ, requester.get()).isPresent()) {
            throw Permits.notApproved(request).raise();
        }
        return file(caller, permits.of(caller, request), id);
    }

    @GetMapping("/api/v1/permits/{id}")
    @Operation(summary = "A permit: a DSSE envelope with its proof, to be verified without network")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = ProvedEnvelope.MEDIA_TYPE))
    ResponseEntity<byte[]> find(@CurrentCaller Caller caller, @PathVariable String id) {
        return file(caller, permits.require(caller.tenant(), PathIds.uuid(id, "permit")), id);
    }

    private ResponseEntity<byte[]> file(Caller caller, IssuedPermit issued, String id) {
        if (gate.refusal(caller, READ, issued.requester()).isPresent()) {
            throw Permits.unknown(id).raise();
        }
        return file(permits.file(caller.tenant(), issued));
    }

    private static ResponseEntity<byte[]> file(Bytes bytes) {
        return ResponseEntity.ok()
                .contentType(FILE)
                .cacheControl(CacheControl.noStore())
                .body(bytes.toArray());
    }

    @GetMapping("/api/v1/permits")
    @Operation(summary = "Permits, newest first")
    Page<PermitView> list(
            @CurrentCaller Caller caller,
            @Parameter(description = "active, used, expired, revoked or withdrawn")
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @Parameter(description = "where they may go") @RequestParam(required = false) @Nullable String environment,
            @Parameter(description = "`next` of the page before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(description = "most items on the page") @RequestParam(required = false) @Nullable String limit) {
        int size = pages.size(limit);
        boolean all = gate.refusal(caller, READ, null).isEmpty();
        var filter = new PermitRepository.Filter(
                state(state),
                Parameters.text("environment", environment),
                all ? Optional.empty() : Optional.of(caller.id()));
        Set<String> withdrawn = withdrawals.revisions(caller.tenant());
        Instant now = clock.instant();
        List<PermitView> found =
                permits.page(caller.tenant(), filter, withdrawn, now, pages.after(cursor), size + 1).stream()
                        .map(issued -> PermitView.of(caller.tenant().name(), issued, withdrawn, now))
                        .toList();
        return pages.page(found, size, PermitView::id);
    }

    private static Optional<PermitState> state(@Nullable String word) {
        if (word == null) {
            return Optional.empty();
        }
        for (PermitState state : PermitState.values()) {
            if (state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        throw Problem.badRequest(
                        "state.unknown",
                        "the parameter `state` is `" + word + "`",
                        "use one of: " + String.join(", ", PermitState.WORDS))
                .raise();
    }

    @PostMapping("/api/v1/permits/{id}/redemptions")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Redeem a permit: the rules run once more, and one use is taken",
            description =
                    "Refusals are recorded, too, the same one of the same attempt once in ten minutes, and at most twenty for"
                            + " one caller; 503 `decision.timeout` is none. 409 for the state of the permit (`permit.revoked`,"
                            + " `permit.policy_withdrawn`, `permit.not_yet_valid`, `permit.used`, `permit.expired`), 403 for what"
                            + " is presented and what the rules say (`permit.nonce`, `permit.action`, `permit.environment`, `permit.artifact`,"
                            + " `permit.rules`).",
            responses = {
                @ApiResponse(responseCode = "201", description = "The action may be done"),
                @ApiResponse(responseCode = "409", description = "The permit cannot be redeemed any more")
            },
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Presentation.class))))
    Redemption redeem(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String idempotencyKey,
            @RequestBody(required = false) byte @Nullable [] body) {
        var redeemed = redemptions.redeem(
                caller, PathIds.uuid(id, "permit"), bodies.object(body), Idempotency.key(idempotencyKey));
        return new Redemption(
                redeemed.attempt().id().toString(),
                id,
                redeemed.attempt().at().toString(),
                redeemed.attempt().usesLeft(),
                redeemed.permit().conditions(),
                new LedgerPosition(caller.tenant().name(), redeemed.index()));
    }

    /** Body of a redemption: the permit's nonce, and the digests of the bytes that are about to be used. */
    record Presentation(
            String nonce,

            @Schema(description = "What is about to be done", defaultValue = "promote") @Nullable
            String action,

            @Nullable String environment,
            List<PresentedArtifact> artifacts) {}

    /** An artifact that is about to be used. */
    record PresentedArtifact(@Nullable String name, String digest) {}

    /** A permit that was redeemed; whoever acts meets the conditions. */
    record Redemption(
            String id,
            String permit,
            String redeemed_at,
            long uses_left,
            List<Json> conditions,
            LedgerPosition ledger) {}

    @PostMapping("/api/v1/permits/{id}/revocation")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Revoke a permit",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Reason.class))))
    Revocation revoke(
            @CurrentCaller Caller caller,
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body) {
        String reason = Reason.read(bodies.object(body));
        var recorded = revocations.revoke(caller, PathIds.uuid(id, "permit"), reason);
        return new Revocation(
                id,
                recorded.value().toString(),
                new LedgerPosition(caller.tenant().name(), recorded.index()));
    }

    /** A permit that was revoked. */
    record Revocation(String permit, String revoked_at, LedgerPosition ledger) {}

    @GetMapping("/api/v1/permits/revocations")
    @Operation(
            summary = "The signed list of revoked permits whose time is not over, with its proof",
            description =
                    "It is that of the caller's tenant. Where everybody may read the ledger, who sends no token names"
                            + " the tenant; `main` if left out.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = ProvedEnvelope.MEDIA_TYPE))
    ResponseEntity<byte[]> revoked(
            @CurrentCaller @Nullable Caller caller,
            @Parameter(description = "whose list; a caller with a token names none but its own")
                    @RequestParam(required = false)
                    @Nullable
                    String tenant) {
        return file(revocations.list(whose(caller, tenant)));
    }

    private Tenant whose(@Nullable Caller caller, @Nullable String name) {
        Tenant own = caller == null ? Tenant.MAIN : caller.tenant();
        if (name == null || name.equals(own.name())) {
            return own;
        }
        return (caller == null ? tenants.named(name) : Optional.<Tenant>empty())
                .orElseThrow(() -> Problem.notFound(
                                "tenant.unknown",
                                "there is no tenant `" + name + "` for you",
                                "leave `tenant` out, or name one whose ledger you may read")
                        .raise());
    }
}
