package dev.writ.api.access;

import dev.writ.api.platform.PublicUrl;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /.well-known/authzen-configuration}: where the AuthZEN endpoints are. */
@RestController
class DiscoveryController {
    private final PublicUrl url;

    DiscoveryController(PublicUrl url) {
        this.url = url;
    }

    @GetMapping("/.well-known/authzen-configuration")
    @Operation(summary = "AuthZEN policy decision point metadata")
    Configuration configuration() {
        String base = url.text();
        return new Configuration(base, base + "/access/v1/evaluation", base + "/access/v1/evaluations");
    }

    /** The metadata that AuthZEN 1.0 defines. */
    record Configuration(
            String policy_decision_point, String access_evaluation_endpoint, String access_evaluations_endpoint) {}
}
