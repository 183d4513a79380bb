package dev.writ.api.access;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** {@code /.well-known/authzen-configuration}: where the AuthZEN endpoints are. */
@RestController
class DiscoveryController {
    @GetMapping("/.well-known/authzen-configuration")
    @Operation(summary = "AuthZEN policy decision point metadata")
    Configuration configuration(HttpServletRequest request) {
        String base = ServletUriComponentsBuilder.fromContextPath(request).toUriString();
        return new Configuration(base, base + "/access/v1/evaluation", base + "/access/v1/evaluations");
    }

    /** The metadata that AuthZEN 1.0 defines. */
    record Configuration(
            String policy_decision_point, String access_evaluation_endpoint, String access_evaluations_endpoint) {}
}
