package dev.writ.api.policyset;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.JsonBodies;
import dev.writ.api.platform.Reason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/policy-sets/{name}/revisions/{revision}/withdrawal}. */
@RestController
class WithdrawalController {
    private final JsonBodies bodies;
    private final Withdrawals withdrawals;

    WithdrawalController(JsonBodies bodies, Withdrawals withdrawals) {
        this.bodies = bodies;
        this.withdrawals = withdrawals;
    }

    @PostMapping("/api/v1/policy-sets/{name}/revisions/{revision}/withdrawal")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Withdraw a revision of a policy set: permits that it led to cannot be redeemed any more",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Reason.class))))
    Withdrawn withdraw(
            @CurrentCaller Caller caller,
            @PathVariable String name,
            @PathVariable String revision,
            @RequestBody(required = false) byte @Nullable [] body) {
        String reason = Reason.read(bodies.object(body));
        var recorded = withdrawals.withdraw(caller, name, revision, reason);
        return new Withdrawn(
                name,
                revision,
                recorded.value().toString(),
                new LedgerPosition(caller.tenant().name(), recorded.index()));
    }

    /** A revision that was withdrawn. */
    record Withdrawn(String set, String revision, String withdrawn_at, LedgerPosition ledger) {}
}
