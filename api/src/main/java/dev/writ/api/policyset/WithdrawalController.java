package dev.writ.api.policyset;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Fields;
import dev.writ.api.platform.JsonBodies;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
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
    private static final int LONGEST_REASON = 2_000;

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
        String reason = Fields.of(bodies.object(body), "", List.of("reason")).text("reason", LONGEST_REASON);
        var recorded = withdrawals.withdraw(caller, name, revision, reason);
        return new Withdrawn(
                name,
                revision,
                recorded.value().toString(),
                new LedgerPosition(caller.tenant().name(), recorded.index()));
    }

    /** Body of a withdrawal; the reason is kept beside the log and can be erased. */
    record Reason(String reason) {}

    /** A revision that was withdrawn. */
    record Withdrawn(String set, String revision, String withdrawn_at, LedgerPosition ledger) {}
}
