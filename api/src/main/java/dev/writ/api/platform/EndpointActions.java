package dev.writ.api.platform;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which action of the {@code platform} policy every endpoint is. What is not in this table is refused to everybody;
 * {@code EndpointsTest} fails for an endpoint that is missing.
 */
public final class EndpointActions {
    /** How an endpoint is guarded. */
    public sealed interface Guard {}

    /** Needs no caller. */
    public record Open() implements Guard {}

    /**
     * Needs this action.
     *
     * @param action its name in the platform policy
     * @param owned whether the endpoint lets callers see only what they own, unless the action is granted for everything
     */
    public record Needs(String action, boolean owned) implements Guard {}

    /**
     * One row of the table.
     *
     * @param method HTTP method
     * @param path pattern of the path
     * @param guard what is needed
     */
    public record Row(String method, String path, Guard guard) {}

    /** Actions on the service as a whole, with what all tenants have in it: for the main tenant, whose operators run it. */
    private static final Set<String> OF_THE_SERVICE = Set.of("backup.take", "metrics.read");

    private static final PathPatternParser PARSER = new PathPatternParser();

    private static final List<Row> ROWS = List.of(
            open("GET", "/actuator/health"),
            open("GET", "/actuator/health/**"),
            needs("GET", "/actuator/prometheus", "metrics.read"),
            open("GET", "/v3/api-docs"),
            open("GET", "/v3/api-docs.yaml"),
            open("GET", "/.well-known/authzen-configuration"),
            needs("POST", "/access/v1/evaluation", "access.evaluate"),
            needs("POST", "/access/v1/evaluations", "access.evaluate"),
            open("POST", "/api/v1/bootstrap"),
            needs("POST", "/api/v1/principals", "principal.register"),
            needs("GET", "/api/v1/principals", "principal.read"),
            needs("GET", "/api/v1/principals/{id}", "principal.read"),
            needs("PUT", "/api/v1/principals/{id}", "principal.manage"),
            needs("POST", "/api/v1/principals/{id}/deactivation", "principal.manage"),
            needs("POST", "/api/v1/principals/{id}/activation", "principal.manage"),
            needs("GET", "/api/v1/tokens", "token.read"),
            needs("POST", "/api/v1/tokens", "token.issue"),
            needs("DELETE", "/api/v1/tokens/{id}", "token.issue"),
            needs("GET", "/api/v1/groups", "group.read"),
            needs("GET", "/api/v1/groups/{name}", "group.read"),
            needs("PUT", "/api/v1/groups/{name}", "group.manage"),
            needs("DELETE", "/api/v1/groups/{name}", "group.manage"),
            needs("POST", "/api/v1/producers", "producer.register"),
            needs("DELETE", "/api/v1/producers/{keyid}", "producer.register"),
            needs("PUT", "/api/v1/datasets/{id}", "dataset.register"),
            needs("POST", "/api/v1/evidence", "evidence.submit"),
            new Row("GET", "/api/v1/decisions", new Needs("decision.read", true)),
            new Row("GET", "/api/v1/decisions/{id}", new Needs("decision.read", true)),
            needs("GET", "/api/v1/policy-sets/{name}", "policy-set.read"),
            needs("POST", "/api/v1/policy-sets/{name}/revisions/{revision}/withdrawal", "policy-set.withdraw"),
            needs("POST", "/api/v1/change-requests", "change-request.open"),
            new Row("GET", "/api/v1/change-requests", new Needs("change-request.read", true)),
            new Row("GET", "/api/v1/change-requests/{id}", new Needs("change-request.read", true)),
            needs("PATCH", "/api/v1/change-requests/{id}", "change-request.open"),
            needs("POST", "/api/v1/change-requests/{id}/withdrawal", "change-request.withdraw"),
            needs("POST", "/api/v1/change-requests/{id}/votes", "change-request.vote"),
            needs("POST", "/api/v1/change-requests/{id}/comments", "change-request.comment"),
            new Row("GET", "/api/v1/change-requests/{id}/comments", new Needs("change-request.read", true)),
            needs("POST", "/api/v1/change-requests/{id}/break-glass", "change-request.break-glass"),
            needs("POST", "/api/v1/change-requests/{id}/review", "change-request.review"),
            needs("POST", "/api/v1/delegations", "delegation.create"),
            new Row("GET", "/api/v1/delegations", new Needs("delegation.read", true)),
            new Row("DELETE", "/api/v1/delegations/{id}", new Needs("delegation.revoke", true)),
            needs("GET", "/api/v1/permits/revocations", "permit.revocations"),
            new Row("GET", "/api/v1/permits", new Needs("permit.read", true)),
            new Row("GET", "/api/v1/permits/{id}", new Needs("permit.read", true)),
            new Row("GET", "/api/v1/change-requests/{id}/permit", new Needs("permit.read", true)),
            needs("POST", "/api/v1/permits/{id}/redemptions", "permit.redeem"),
            needs("POST", "/api/v1/permits/{id}/revocation", "permit.revoke"),
            needs("POST", "/api/v1/ledger/erasures", "ledger.erase"),
            needs("GET", "/api/v1/ledger/entries", "ledger.search"),
            needs("GET", "/api/v1/ledger/entries/{index}", "ledger.search"),
            needs("POST", "/api/v1/backups", "backup.take"),
            needs("GET", "/api/v1/operations", "operation.read"),
            needs("GET", "/api/v1/operations/{id}", "operation.read"),
            needs("GET", "/api/v1/operations/{id}/result", "operation.read"),
            needs("POST", "/api/v1/webhooks", "webhook.manage"),
            needs("GET", "/api/v1/webhooks", "webhook.manage"),
            needs("DELETE", "/api/v1/webhooks/{id}", "webhook.manage"),
            needs("POST", "/api/v1/webhooks/{id}/secret", "webhook.manage"),
            needs("POST", "/api/v1/webhooks/{id}/test", "webhook.manage"),
            needs("GET", "/api/v1/webhooks/{id}/deliveries", "webhook.manage"),
            needs("POST", "/api/v1/webhooks/{id}/deliveries/{delivery}/redelivery", "webhook.manage"),
            needs("GET", "/api/v1/mail/deliveries", "webhook.manage"),
            needs("POST", "/api/v1/mail/deliveries/{delivery}/redelivery", "webhook.manage"),
            needs("GET", "/ledger/{log}/checkpoint", "ledger.read"),
            needs("GET", "/ledger/{log}/keys", "ledger.read"),
            needs("GET", "/ledger/{log}/keys/history", "ledger.read"),
            needs("GET", "/ledger/{log}/tile/**", "ledger.read"),
            needs("GET", "/ledger/{log}/proof/inclusion", "ledger.read"),
            needs("GET", "/ledger/{log}/proof/consistency", "ledger.read"),
            needs("GET", "/ledger/{log}/proof/{index}", "ledger.read"),
            needs("GET", "/ledger/{log}/pack", "pack.make"),
            needs("POST", "/ledger/{log}/packs", "pack.make"));

    private static final List<Matcher> MATCHERS =
            ROWS.stream().map(row -> new Matcher(row, PARSER.parse(row.path()))).toList();

    private EndpointActions() {}

    /** Whether the action is on the service as a whole, and so none of any other tenant than {@link Tenant#MAIN}. */
    static boolean isOfTheService(String action) {
        return OF_THE_SERVICE.contains(action);
    }

    /** The whole table. */
    public static List<Row> rows() {
        return ROWS;
    }

    /** The row of a request; empty if the table has none. A HEAD request is the GET of the same path. */
    public static Optional<Row> find(String method, String path) {
        String effective = method.equals("HEAD") ? "GET" : method;
        PathContainer container = PathContainer.parsePath(path);
        return MATCHERS.stream()
                .filter(matcher -> matcher.row().method().equals(effective))
                .filter(matcher -> matcher.pattern().matches(container))
                .map(Matcher::row)
                .findFirst();
    }

    /** The methods that a path has; empty if there is no such path. */
    public static List<String> methods(String path) {
        PathContainer container = PathContainer.parsePath(path);
        return MATCHERS.stream()
                .filter(matcher -> matcher.pattern().matches(container))
                .map(matcher -> matcher.row().method())
                .distinct()
                .sorted()
                .toList();
    }

    private static Row open(String method, String path) {
        return new Row(method, path, new Open());
    }

    private static Row needs(String method, String path, String action) {
        return new Row(method, path, new Needs(action, false));
    }

    private record Matcher(Row row, PathPattern pattern) {}
}
