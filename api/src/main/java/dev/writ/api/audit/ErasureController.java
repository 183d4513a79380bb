package dev.writ.api.audit;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.JsonBodies;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/ledger/erasures}: values beside the log are erased, and the log tells of it. */
@RestController
class ErasureController {
    private final JsonBodies bodies;
    private final Erasures erasures;

    ErasureController(JsonBodies bodies, Erasures erasures) {
        this.bodies = bodies;
        this.erasures = erasures;
    }

    @PostMapping("/api/v1/ledger/erasures")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary =
                    "Erase payload fields of an entry, with their salts; an entry tells of it and every proof stays valid",
            parameters =
                    @Parameter(
                            name = Idempotency.HEADER,
                            in = ParameterIn.HEADER,
                            description = "a request sent again under the same key erases once"),
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = ErasureBody.class))))
    Erased erase(
            @CurrentCaller Caller caller,
            @Parameter(hidden = true) @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) byte @Nullable [] body) {
        var request = ErasureRequest.read(bodies.object(body));
        var done = erasures.erase(caller, request, Idempotency.key(key));
        return new Erased(
                done.id().toString(),
                done.logged().entry(),
                done.logged().fields(),
                request.basis(),
                new LedgerPosition(caller.tenant().name(), done.logged().index()));
    }

    /**
     * Body of an erasure.
     *
     * @param entry index of the entry
     * @param fields payload fields, or {@code all}
     * @param basis the legal basis; stands in the log in clear, for everybody and for ever
     * @param reason why, in words; kept beside the log
     */
    record ErasureBody(
            long entry,
            List<String> fields,
            String basis,
            @Nullable String reason) {}

    /** An erasure that is in the log. */
    record Erased(String id, long entry, List<String> fields, String basis, LedgerPosition ledger) {}
}
