package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.SharedService.People;
import dev.writ.api.platform.EndpointActions;
import dev.writ.api.platform.EndpointActions.Needs;
import dev.writ.api.platform.EndpointActions.Open;
import dev.writ.api.platform.EndpointActions.Row;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.ResolvableType;
import org.springframework.web.servlet.handler.AbstractHandlerMethodMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** Walks every endpoint that the service maps, with no token, a wrong one, and as a caller of every role, by an API token and signed in at an issuer. */
@ExtendWith(SharedService.class)
class EndpointsTest {
    private static final List<String> ROLES = List.of(
            "admin",
            "analyst",
            "auditor",
            "data-scientist",
            "deployer",
            "enforcement-point",
            "integrator",
            "on-call",
            "operator",
            "privacy-officer",
            "producer",
            "requester",
            "steward");
    private static final List<String> SCOPES = List.of(
            "admin", "approve", "erase", "evaluate", "evaluate:on-behalf", "read", "redeem", "request", "submit");

    private static final Set<String> ASKERS = Set.of("data-scientist", "requester", "steward");

    /** Who may do what, written down here once more, so that a slip in the policy's table does not go by. */
    private static final Map<String, Set<String>> MAY = Map.ofEntries(
            Map.entry(
                    "access.evaluate",
                    Set.of(
                            "admin",
                            "analyst",
                            "auditor",
                            "data-scientist",
                            "enforcement-point",
                            "privacy-officer",
                            "requester",
                            "steward")),
            Map.entry(
                    "decision.read",
                    Set.of(
                            "admin",
                            "analyst",
                            "auditor",
                            "data-scientist",
                            "enforcement-point",
                            "privacy-officer",
                            "requester",
                            "steward")),
            Map.entry("evidence.submit", Set.of("producer")),
            Map.entry("producer.register", Set.of("admin")),
            Map.entry("dataset.register", Set.of("admin", "steward")),
            Map.entry("principal.register", Set.of("admin")),
            Map.entry("principal.read", Set.of("admin", "auditor")),
            Map.entry("principal.manage", Set.of("admin")),
            Map.entry("token.read", Set.of("admin", "auditor")),
            Map.entry("group.read", Set.of("admin", "auditor")),
            Map.entry("group.manage", Set.of("admin")),
            Map.entry("token.issue", Set.of("admin")),
            Map.entry("ledger.read", Set.of("auditor")),
            Map.entry("ledger.erase", Set.of("privacy-officer")),
            Map.entry("ledger.search", Set.of("auditor", "privacy-officer")),
            Map.entry("backup.take", Set.of("admin", "operator")),
            Map.entry("operation.read", Set.of("admin", "auditor", "operator")),
            Map.entry("pack.make", Set.of("auditor")),
            Map.entry(
                    "policy-set.read",
                    Set.of(
                            "admin",
                            "auditor",
                            "data-scientist",
                            "enforcement-point",
                            "privacy-officer",
                            "requester",
                            "steward")),
            Map.entry("policy-set.withdraw", Set.of("admin")),
            Map.entry("change-request.open", ASKERS),
            Map.entry("change-request.withdraw", ASKERS),
            Map.entry("change-request.read", Set.copyOf(ROLES)),
            Map.entry("change-request.vote", Set.copyOf(ROLES)),
            Map.entry("change-request.comment", Set.copyOf(ROLES)),
            Map.entry("change-request.break-glass", Set.of("on-call")),
            Map.entry("change-request.review", Set.of("admin", "auditor", "on-call")),
            Map.entry("delegation.create", Set.copyOf(ROLES)),
            Map.entry("delegation.read", Set.copyOf(ROLES)),
            Map.entry("delegation.revoke", Set.copyOf(ROLES)),
            Map.entry(
                    "permit.read",
                    Set.of("admin", "auditor", "data-scientist", "deployer", "on-call", "requester", "steward")),
            Map.entry("permit.redeem", Set.of("deployer")),
            Map.entry("permit.revoke", Set.of("admin", "on-call")),
            Map.entry("permit.revocations", Set.of("auditor", "deployer")),
            Map.entry("webhook.manage", Set.of("admin", "integrator")),
            Map.entry("metrics.read", Set.of("admin", "auditor", "operator")));

    private final People people;

    EndpointsTest(People people) {
        this.people = people;
    }

    private record Endpoint(String method, String path) {
        /** The path with something in place of each variable. */
        String sample() {
            return path.replace("{log}", "main")
                    .replace("{name}", "main")
                    .replace("{index}", "0")
                    .replaceAll("\\{[a-z]+}", "00000000-0000-0000-0000-000000000000")
                    .replace("/**", "/entries/000.p/1");
        }
    }

    @Test
    void everyEndpointIsInTheTableAndTheTableHoldsNothingElse() {
        Set<String> mapped = new TreeSet<>();
        for (Endpoint endpoint : endpoints()) {
            assertThat(EndpointActions.find(endpoint.method(), endpoint.sample()))
                    .as(endpoint + " is not in EndpointActions: say which action of the platform policy it is")
                    .isPresent();
            mapped.add(endpoint.method() + " " + endpoint.path());
        }
        for (Row row : EndpointActions.rows()) {
            assertThat(mapped)
                    .as("a row of EndpointActions without an endpoint")
                    .contains(row.method() + " " + row.path());
        }
    }

    @Test
    void withoutATokenOnlyTheOpenOnesAnswer() {
        for (Endpoint endpoint : endpoints()) {
            var answer = send(people.nobody(), endpoint);
            if (isOpen(endpoint)) {
                assertThat(answer.status()).as(endpoint.toString()).isIn(200, 401, 404);
            } else {
                assertThat(answer.status()).as(endpoint.toString()).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"writ\"");
            }
        }
    }

    @Test
    void aWrongTokenIsRefusedEverywhere() {
        Client wrong = people.nobody().withToken("writ_" + "A".repeat(43));
        for (Endpoint endpoint : endpoints()) {
            if (!endpoint.path().equals("/api/v1/bootstrap")) {
                var answer = send(wrong, endpoint);
                assertThat(answer.status()).as(endpoint.toString()).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate"))
                        .isEqualTo("Bearer realm=\"writ\", error=\"invalid_token\"");
            }
        }
    }

    @Test
    void everyRoleGetsToExactlyItsEndpoints() {
        for (String role : ROLES) {
            assertGetsToItsOwn(
                    role, people.service().principal(people.admin(), "walks-as-" + role, List.of(role), SCOPES));
        }
    }

    @Test
    void whoSignsInWithARoleGetsToExactlyItsEndpoints() {
        for (String role : ROLES) {
            assertGetsToItsOwn(role, people.signedIn("signs-in-as-" + role, List.of(role)));
        }
    }

    private void assertGetsToItsOwn(String role, Client caller) {
        for (Endpoint endpoint : endpoints()) {
            int status = send(caller, endpoint).status();
            assertThat(status == 403)
                    .as(role + " on " + endpoint + " got " + status)
                    .isEqualTo(!mayCall(role, endpoint));
            assertThat(status == 401)
                    .as(role + " on " + endpoint + ": only the bootstrap asks for another token")
                    .isEqualTo(endpoint.path().equals("/api/v1/bootstrap"));
            assertThat(status).as(role + " on " + endpoint).isLessThan(500);
        }
    }

    @Test
    void aTokenWithoutScopesOpensNothing() {
        Client caller = people.service().principal(people.admin(), "no-scopes", ROLES, List.of());
        for (Endpoint endpoint : endpoints()) {
            if (!isOpen(endpoint)) {
                assertThat(send(caller, endpoint).status())
                        .as(endpoint.toString())
                        .isEqualTo(403);
            }
        }
    }

    private static boolean mayCall(String role, Endpoint endpoint) {
        return EndpointActions.find(endpoint.method(), endpoint.sample())
                .map(row -> switch (row.guard()) {
                    case Open _ -> true;
                    case Needs(String action, boolean ignored) ->
                        MAY.getOrDefault(action, Set.of()).contains(role);
                })
                .orElse(true);
    }

    private static boolean isOpen(Endpoint endpoint) {
        return EndpointActions.find(endpoint.method(), endpoint.sample())
                .map(row -> row.guard() instanceof Open)
                .orElse(false);
    }

    private static Client.Answer send(Client client, Endpoint endpoint) {
        var request = client.request(endpoint.sample()).header("Content-Type", "application/json");
        return client.send(request.method(
                endpoint.method(),
                endpoint.method().equals("GET")
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString("")));
    }

    /** Everything that any handler mapping of the application maps. */
    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (AbstractHandlerMethodMapping<?> mapping : people.service()
                .context()
                .<AbstractHandlerMethodMapping<?>>getBeanProvider(ResolvableType.forClassWithGenerics(
                        AbstractHandlerMethodMapping.class, RequestMappingInfo.class))) {
            for (Object key : mapping.getHandlerMethods().keySet()) {
                add(endpoints, (RequestMappingInfo) key);
            }
        }
        assertThat(endpoints).hasSizeGreaterThan(20);
        return endpoints;
    }

    private static void add(List<Endpoint> endpoints, RequestMappingInfo info) {
        Set<String> methods = new TreeSet<>();
        info.getMethodsCondition().getMethods().forEach(method -> methods.add(method.name()));
        for (String path : info.getPatternValues()) {
            for (String method : methods.isEmpty() ? Set.of("GET", "POST", "PUT", "DELETE") : methods) {
                endpoints.add(new Endpoint(method, path));
            }
        }
    }
}
