package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.platform.EndpointActions;
import dev.writ.api.platform.EndpointActions.Needs;
import dev.writ.api.platform.EndpointActions.Row;
import dev.writ.api.platform.Oidc;
import dev.writ.api.platform.PostgresAddress;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.Tenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A service with several tenants: what is one's own is nobody else's. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(TestDatabase.class)
@Tag("database")
class TenantsTest {
    private static final List<String> ROLES = List.of(
            "admin",
            "auditor",
            "deployer",
            "enforcement-point",
            "on-call",
            "operator",
            "privacy-officer",
            "producer",
            "steward");
    private static final List<String> SCOPES =
            List.of("admin", "erase", "evaluate", "evaluate:on-behalf", "read", "redeem", "submit");

    private static final String DATASET =
            "{\"classification\":\"internal\",\"region\":\"eu\",\"purposes\":[\"fraud-detection\"],\"personal_data\":false}";

    /** Stands in the name of everything of the main tenant. */
    private static final String MARK = "onlymain";

    private static final String NOTHING = "00000000-0000-0000-0000-000000000000";

    private final Issuer issuer = Issuer.start();
    private final Path folder;
    private final TestDatabase.Fresh databases;
    private final RunningService service;
    private final Client main;
    private final Client acme;

    TenantsTest(@TempDir Path folder, TestDatabase.Fresh databases) {
        this.folder = folder;
        this.databases = databases;
        this.service = RunningService.start(options(folder, databases.next(), new Tenants(List.of("acme"), Map.of())));
        this.main = everything("");
        this.acme = everything("-acme");
    }

    private ServeOptions options(Path dataDir, Optional<PostgresAddress> database, Tenants tenants) {
        Oidc oidc = new Oidc(
                issuer.url(), Issuer.AUDIENCE, Optional.of("groups"), Optional.empty(), Optional.of("org"), false);
        ServeOptions standard = RunningService.options(dataDir, database);
        return new ServeOptions(
                standard.host(),
                standard.port(),
                dataDir,
                standard.postgres(),
                standard.bundle(),
                standard.origin(),
                standard.checkpoint(),
                standard.dev(),
                standard.publicLedger(),
                standard.publicUrl(),
                standard.outbound(),
                standard.tls(),
                tenants,
                Optional.of(oidc),
                standard.rateLimit());
    }

    /** Somebody who may do everything in a tenant. */
    private Client everything(String tenant) {
        var made = service.client()
                .withToken(read(folder.resolve("bootstrap-token" + tenant)))
                .post("/api/v1/bootstrap", "{\"id\":\"root\"}")
                .expect(201);
        Client admin = service.client().withToken(made.text("token"));
        return service.principal(admin, "walker", ROLES, SCOPES);
    }

    private String token;
    private String decision;

    @BeforeAll
    void fillTheMainTenant() {
        service.principal(main, MARK + "-ana", List.of("analyst"), List.of("read"));
        token = main.post("/api/v1/tokens", "{\"principal\":\"" + MARK + "-ana\",\"scopes\":[\"read\"]}")
                .expect(201)
                .text("id");
        main.put("/api/v1/groups/" + MARK + "-group", "{\"members\":[\"" + MARK + "-ana\"]}")
                .expect(200);
        main.put("/api/v1/datasets/" + MARK + "-data", DATASET).expect(200);
        decision = evaluate(main, MARK).text("context", "id");
    }

    private static Client.Answer evaluate(Client caller, String prefix) {
        return caller.post(
                        "/access/v1/evaluation",
                        "{\"subject\":{\"type\":\"user\",\"id\":\"" + prefix
                                + "-ana\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"dataset\",\"id\":\""
                                + prefix + "-data\"},\"context\":{\"purpose\":\"fraud-detection\"}}")
                .expect(200);
    }

    @AfterAll
    void stop() {
        service.close();
        issuer.close();
    }

    /** The path with what the main tenant has in place of each variable. */
    private String ofMain(String path) {
        return path.replace("/principals/{id}", "/principals/" + MARK + "-ana")
                .replace("/tokens/{id}", "/tokens/" + token)
                .replace("/decisions/{id}", "/decisions/" + decision)
                .replace("/datasets/{id}", "/datasets/" + MARK + "-data")
                .replace("/groups/{name}", "/groups/" + MARK + "-group")
                .replace("/producers/{keyid}", "/producers/" + MARK)
                .replace("{log}", "main")
                .replace("{name}", "main")
                .replace("{index}", "0")
                .replaceAll("\\{[a-z]+}", NOTHING)
                .replace("/**", "/entries/000.p/1");
    }

    @Test
    void nothingOfATenantIsSeenOrChangedByAnother() {
        String before = main.get("/ledger/main/checkpoint").expect(200).body();
        for (Row row : EndpointActions.rows()) {
            if (row.guard() instanceof Needs) {
                var answer = acme.send(acme.request(ofMain(row.path()))
                        .header("Content-Type", "application/json")
                        .method(row.method(), body(row)));
                String what = row + " got " + answer.status() + " " + answer.body();
                if (answer.status() < 300) {
                    assertThat(answer.body()).as(what).doesNotContain(MARK);
                } else {
                    assertThat(answer.status()).as(what).isBetween(400, 499);
                }
                if (row.path().startsWith("/ledger/")) {
                    assertThat(answer.status()).as(what).isGreaterThanOrEqualTo(400);
                }
            }
        }
        for (String path : List.of("/principals/{id}", "/decisions/{id}", "/groups/{name}")) {
            acme.get(ofMain("/api/v1" + path)).expect(404);
            main.get(ofMain("/api/v1" + path)).expect(200);
        }
        assertThat(main.get(ofMain("/api/v1/principals/{id}")).body()).contains("\"active\":true");
        assertThat(main.get("/ledger/main/checkpoint").expect(200).body())
                .as("the walk left nothing in the log of the main tenant")
                .isEqualTo(before);
        main.delete("/api/v1/tokens/" + token).expect(204);
    }

    private static HttpRequest.BodyPublisher body(Row row) {
        return row.method().equals("GET")
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString("{\"reason\":\"crossing\"}");
    }

    @Test
    void aTenantDecidesOnItsOwnCatalogAndIsLoggedInItsOwnLog() {
        service.principal(main, "both-ana", List.of("analyst"), List.of("read"));
        main.put("/api/v1/datasets/both-data", DATASET).expect(200);
        assertThat(evaluate(acme, "both").body())
                .contains("access.dataset.unregistered")
                .contains("principal.unknown");
        assertThat(evaluate(main, "both").body()).doesNotContain("unknown").doesNotContain("unregistered");
        acme.put("/api/v1/datasets/both-data", DATASET).expect(200);
        assertThat(evaluate(acme, "both").body()).contains("principal.unknown").doesNotContain("unregistered");
        assertThat(acme.get("/ledger/acme/checkpoint").expect(200).body()).startsWith("writ.local/ledger/acme\n");
        assertThat(main.get("/ledger/main/checkpoint").expect(200).body()).startsWith("writ.local/ledger/main\n");
        acme.get("/ledger/main/checkpoint").expectProblem(404, "log.unknown");
        acme.get("/ledger/globex/checkpoint").expectProblem(404, "log.unknown");
        main.get("/ledger/acme/checkpoint").expectProblem(404, "log.unknown");
        var active = acme.get("/api/v1/policy-sets/main").expect(200);
        assertThat(active.text("ledger", "log")).isEqualTo("acme");
    }

    @Test
    void aPersonIsOfTheTenantThatHerTokenNames() {
        for (Client tenant : List.of(main, acme)) {
            service.person(tenant, issuer, "tina", List.of("requester"));
        }
        service.person(acme, issuer, "uma", List.of("requester"));
        assertThat(as("tina", "main").get("/api/v1/decisions").status()).isEqualTo(200);
        assertThat(as("tina", "acme").get("/api/v1/decisions").status()).isEqualTo(200);
        as("uma", "acme").get("/api/v1/decisions").expect(200);
        as("uma", "main").get("/api/v1/decisions").expectProblem(403, "identity.unknown");
        as("uma", "globex").get("/api/v1/decisions").expectProblem(403, "tenant.unknown");
        service.client().withToken(issuer.token("uma")).get("/api/v1/decisions").expectProblem(401, "token.invalid");
    }

    private Client as(String subject, String tenant) {
        return service.client()
                .withToken(
                        issuer.sign(issuer.claims(subject).claim("org", tenant).build()));
    }

    @Test
    void aTenantThatTheServiceDoesNotHaveOpensNothing(@TempDir Path other) {
        assertThat(Tenants.parse("acme,acme")).isEmpty();
        assertThat(Tenants.parse("main")).isEmpty();
        assertThat(Tenants.parse("../x")).isEmpty();
        assertThat(Tenants.parse("a=b.tar.gz,c").orElseThrow().all()).hasSize(3);
        String secret;
        Optional<PostgresAddress> database = databases.next();
        try (RunningService first =
                RunningService.start(options(other, database, new Tenants(List.of("gone"), Map.of())))) {
            var made = first.client()
                    .withToken(read(other.resolve("bootstrap-token-gone")))
                    .post("/api/v1/bootstrap", "{\"id\":\"root\"}")
                    .expect(201);
            secret = made.text("token");
            assertThat(made.text("ledger", "log")).isEqualTo("gone");
            first.client().withToken(secret).get("/api/v1/principals").expect(200);
        }
        try (RunningService second = RunningService.start(options(other, database, Tenants.standard()))) {
            second.client().withToken(secret).get("/api/v1/principals").expectProblem(401, "token.invalid");
        }
    }

    @Test
    void aBootstrapTokenThatIsRefusedIsToldItsOwnFile(@TempDir Path other) {
        Tenants tenants = new Tenants(List.of("acme"), Map.of());
        try (RunningService fresh = RunningService.start(options(other, databases.next(), tenants))) {
            Client holder = fresh.client().withToken(read(other.resolve("bootstrap-token-acme")));
            assertThat(fresh.client()
                            .withToken("writ_" + "A".repeat(43))
                            .post("/api/v1/bootstrap", "{\"id\":\"root\"}")
                            .expectProblem(401, "bootstrap.refused")
                            .text("remediation"))
                    .contains("`bootstrap-token` (for a further tenant: `bootstrap-token-<tenant>`)")
                    .doesNotContain("acme");
            holder.post("/api/v1/bootstrap", "{\"id\":\"root\"}").expect(201);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
