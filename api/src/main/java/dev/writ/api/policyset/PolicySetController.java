package dev.writ.api.policyset;

import dev.writ.api.audit.LedgerPosition;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/policy-sets/{name}}. */
@RestController
class PolicySetController {
    private final Activations activations;

    PolicySetController(Activations activations) {
        this.activations = activations;
    }

    @GetMapping("/api/v1/policy-sets/{name}")
    @Operation(summary = "The active revision of a policy set, and where the ledger says since when")
    Active active(@CurrentCaller Caller caller, @PathVariable String name) {
        return activations
                .current(caller.tenant(), name)
                .map(activation -> new Active(
                        name,
                        activation.revision(),
                        activation.at().toString(),
                        new LedgerPosition(caller.tenant().name(), activation.index())))
                .orElseThrow(() -> Problem.notFound(
                                "policy_set.unknown",
                                "there is no policy set `" + name + "`",
                                "use `main` or `platform`")
                        .raise());
    }

    /** An active revision. */
    record Active(String set, String revision, String activated_at, LedgerPosition ledger) {}
}
