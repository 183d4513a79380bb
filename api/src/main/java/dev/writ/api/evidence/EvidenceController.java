package dev.writ.api.evidence;

import dev.writ.api.audit.Idempotency;
import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.JsonBodies;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/evidence}. */
@RestController
class EvidenceController {
    private final JsonBodies bodies;
    private final EvidenceStore evidence;

    EvidenceController(JsonBodies bodies, EvidenceStore evidence) {
        this.bodies = bodies;
        this.evidence = evidence;
    }

    @PostMapping("/api/v1/evidence")
    @Operation(
            summary = "Submit an in-toto statement in a DSSE envelope, signed by a registered key of the caller",
            description =
                    "A statement that is on record already is not recorded again: the answer is 200 with that record.",
            responses = {
                @ApiResponse(responseCode = "201", description = "The statement was recorded"),
                @ApiResponse(responseCode = "200", description = "The statement was on record already")
            },
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = DsseEnvelope.class))))
    ResponseEntity<Submitted> submit(
            @CurrentCaller Caller caller,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String idempotencyKey,
            @RequestBody(required = false) byte @Nullable [] body) {
        var submission = evidence.submit(caller, bodies.object(body), Idempotency.key(idempotencyKey));
        var stored = submission.record();
        return ResponseEntity.status(submission.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new Submitted(
                        stored.id().toString(),
                        stored.statementDigest(),
                        new LedgerPosition(caller.tenant().name(), stored.index())));
    }

    /** Body of a submission. */
    record DsseEnvelope(String payloadType, String payload, List<DsseSignature> signatures) {}

    /** A signature in it. */
    record DsseSignature(String keyid, String sig) {}

    /** Evidence that was taken in; {@code digest} is that of the signed statement. */
    record Submitted(String id, String digest, LedgerPosition ledger) {}
}
