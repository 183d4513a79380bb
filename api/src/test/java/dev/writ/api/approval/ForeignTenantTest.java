package dev.writ.api.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.Client.Answer;
import dev.writ.api.Issuer;
import dev.writ.api.RunningService;
import dev.writ.api.SharedService;
import dev.writ.api.approval.Organisation.House;
import dev.writ.api.evidence.Signed;
import dev.writ.api.platform.Oidc;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.Tenants;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests, votes, delegations, permits and webhooks of one tenant: another one gets the answer that there is nothing of that name. */
@Tag("database")
class ForeignTenantTest {
    /** Stands where an id of something is that nobody has. */
    private static final String NOTHING = "00000000-0000-4000-8000-000000000000";

    private static final List<String> ROLES =
            List.of("admin", "auditor", "deployer", "integrator", "on-call", "operator", "requester");
    private static final List<String> SCOPES = List.of("admin", "approve", "evaluate", "read", "redeem", "request");

    @RegisterExtension
    static final Two TWO = new Two();

    /** A service with two tenants; everything there is is the main one's. */
    static final class Two implements BeforeAllCallback, AfterAllCallback {
        private final Issuer issuer = Issuer.start();
        private final Signed producer = new Signed("foreign-producer");
        private Path folder = Path.of("");
        private Optional<RunningService> service = Optional.empty();
        private Optional<Mine> mine = Optional.empty();

        @Override
        public void beforeAll(ExtensionContext context) throws IOException {
            folder = Files.createTempDirectory("writ-foreign");
            RunningService started =
                    RunningService.start(options(RunningService.options(folder, SharedService.database(context))));
            service = Optional.of(started);
            Client main = everything(started, folder, "");
            Client acme = everything(started, folder, "-acme");
            started.person(acme, issuer, "tina", ROLES);
            acme.put("/api/v1/groups/model-risk", "{\"members\":[\"tina\"]}").expect(200);
            mine = Optional.of(mine(started, main, acme));
        }

        private ServeOptions options(ServeOptions standard) {
            return new ServeOptions(
                    standard.host(),
                    standard.port(),
                    standard.dataDir(),
                    standard.postgres(),
                    standard.bundle(),
                    standard.origin(),
                    standard.checkpoint(),
                    standard.dev(),
                    standard.publicLedger(),
                    standard.publicUrl(),
                    standard.outbound(),
                    standard.tls(),
                    new Tenants(List.of("acme"), Map.of()),
                    Optional.of(new Oidc(
                            issuer.url(),
                            Issuer.AUDIENCE,
                            Optional.of("groups"),
                            Optional.empty(),
                            Optional.of("org"),
                            false)),
                    standard.rateLimit());
        }

        /** Somebody who may do everything in a tenant. */
        private static Client everything(RunningService service, Path folder, String tenant) {
            try {
                String secret = Files.readString(folder.resolve("bootstrap-token" + tenant))
                        .strip();
                String token = service.client()
                        .withToken(secret)
                        .post("/api/v1/bootstrap", "{\"id\":\"root\"}")
                        .expect(201)
                        .text("token");
                return service.principal(service.client().withToken(token), "walker", ROLES, SCOPES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Client as(RunningService running, String person, String tenant) {
            return running.client()
                    .withToken(issuer.sign(
                            issuer.claims(person).claim("org", tenant).build()));
        }

        private Mine mine(RunningService running, Client main, Client acme) {
            for (String person : List.of("mara", "bob", "cleo", "trainer", "author")) {
                running.person(main, issuer, person, List.of("requester"));
            }
            main.put("/api/v1/groups/model-risk", "{\"members\":[\"bob\",\"cleo\"]}")
                    .expect(200);
            Client submits = running.principal(main, "producer", List.of("producer"), List.of("submit"));
            main.post("/api/v1/producers", producer.registration("producer")).expect(201);
            submit(submits, "evaluation", Objects.requireNonNull(House.EVIDENCE.get("evaluation")));
            submit(submits, "reproducibility", Objects.requireNonNull(House.EVIDENCE.get("reproducibility")));
            submit(submits, "training", "{\"trainer\":\"trainer\",\"author\":\"author\"}");
            Client mara = as(running, "mara", "main");
            Answer open = mara.post("/api/v1/change-requests", House.promotion("foreign:1", "production"))
                    .expect(201);
            as(running, "bob", "main")
                    .post("/api/v1/change-requests/" + open.text("id") + "/votes", vote(open.text("digest")))
                    .expect(201);
            String approved = mara.post("/api/v1/change-requests", House.promotion("foreign:1", "staging"))
                    .expect(201)
                    .text("id");
            Answer file =
                    mara.get("/api/v1/change-requests/" + approved + "/permit").expect(200);
            Answer delegation = as(running, "bob", "main")
                    .post("/api/v1/delegations", "{\"to\":\"cleo\",\"expires_in\":3600}")
                    .expect(201);
            Answer webhook = main.post(
                            "/api/v1/webhooks",
                            "{\"url\":\"https://hooks.example/mine\",\"events\":[\"permit.changed\"]}")
                    .expect(201);
            return new Mine(
                    main,
                    acme,
                    as(running, "tina", "acme"),
                    open.text("id"),
                    open.text("digest"),
                    approved,
                    predicate(file, "id"),
                    predicate(file, "nonce"),
                    delegation.text("delegation", "id"),
                    webhook.text("id"));
        }

        private void submit(Client client, String type, String predicate) {
            client.post(
                            "/api/v1/evidence",
                            producer.envelope(Signed.statement(
                                    "foreign:1", "https://writ.dev/evidence/" + type + "/v1", predicate)))
                    .expect(201);
        }

        private static String predicate(Answer file, String name) {
            String payload = new String(Base64.getDecoder().decode(file.text("payload")), StandardCharsets.UTF_8);
            return ((Json.Obj) new StrictJson().read(payload)).members().get("predicate") instanceof Json.Obj predicate
                            && predicate.members().get(name) instanceof Json.Str(String text)
                    ? text
                    : "";
        }

        @Override
        public void afterAll(ExtensionContext context) throws IOException {
            service.ifPresent(RunningService::close);
            issuer.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** What the main tenant has, and callers of both. */
    private record Mine(
            Client main,
            Client acme,
            Client tina,
            String open,
            String digest,
            String approved,
            String permit,
            String nonce,
            String delegation,
            String webhook) {}

    private final Mine mine = TWO.mine.orElseThrow();

    private static String vote(String digest) {
        return "{\"verdict\":\"approve\",\"digest\":\"" + digest + "\"}";
    }

    /** The answer is a 404 of that code, and the same as for something that there is not, but for the id. */
    private void hidden(Client client, String method, String path, String id, String body, String code) {
        Answer answer = send(client, method, path.formatted(id), body);
        answer.expectProblem(404, code);
        Answer nothing = send(client, method, path.formatted(NOTHING), body);
        nothing.expectProblem(404, code);
        for (String member : List.of("title", "detail", "remediation")) {
            assertThat(answer.text(member).replace(id, NOTHING)).as(path).isEqualTo(nothing.text(member));
        }
    }

    private static Answer send(Client client, String method, String path, String body) {
        return client.send(client.request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    @Test
    void requestsAndVotes() {
        String code = "change-request.unknown";
        String path = "/api/v1/change-requests/%s";
        String emergency = "{\"digest\":\"" + mine.digest() + "\",\"reason\":\"x\",\"incident\":\"y\"}";
        for (Client client : List.of(mine.acme(), mine.tina())) {
            hidden(client, "GET", path, mine.open(), "", code);
            hidden(client, "PATCH", path, mine.open(), "{\"context\":{\"a\":1}}", code);
            hidden(client, "POST", path + "/withdrawal", mine.open(), "{\"reason\":\"x\"}", code);
            hidden(client, "GET", path + "/comments", mine.open(), "", code);
            hidden(client, "POST", path + "/comments", mine.open(), "{\"text\":\"x\"}", code);
        }
        hidden(mine.tina(), "POST", path + "/votes", mine.open(), vote(mine.digest()), code);
        hidden(mine.tina(), "POST", path + "/break-glass", mine.open(), emergency, code);
        hidden(
                mine.tina(),
                "POST",
                path + "/review",
                mine.open(),
                "{\"verdict\":\"accepted\",\"comment\":\"x\"}",
                code);
        assertThat(mine.acme()
                        .get("/api/v1/change-requests?limit=200")
                        .expect(200)
                        .items("items"))
                .isEmpty();
        assertThat(mine.tina()
                        .get("/api/v1/change-requests?waiting=true")
                        .expect(200)
                        .items("items"))
                .isEmpty();
        Answer untouched =
                mine.main().get("/api/v1/change-requests/" + mine.open()).expect(200);
        assertThat(untouched.text("state")).isEqualTo("open");
        assertThat(untouched.items("votes")).hasSize(1);
    }

    @Test
    void delegations() {
        for (Client client : List.of(mine.acme(), mine.tina())) {
            hidden(client, "DELETE", "/api/v1/delegations/%s", mine.delegation(), "", "delegation.unknown");
            assertThat(client.get("/api/v1/delegations").expect(200).items("items"))
                    .isEmpty();
        }
        assertThat(mine.main().get("/api/v1/delegations").expect(200).body()).contains(mine.delegation());
    }

    @Test
    void permits() {
        String presentation =
                "{\"nonce\":\"" + mine.nonce() + "\",\"environment\":\"staging\",\"artifacts\":[{\"digest\":"
                        + "\"sha256:" + Signed.digest("foreign:1") + "\"}]}";
        for (Client client : List.of(mine.acme(), mine.tina())) {
            hidden(client, "GET", "/api/v1/change-requests/%s/permit", mine.approved(), "", "permit.not_approved");
            hidden(client, "GET", "/api/v1/permits/%s", mine.permit(), "", "permit.unknown");
            hidden(client, "POST", "/api/v1/permits/%s/redemptions", mine.permit(), presentation, "permit.unknown");
            hidden(
                    client,
                    "POST",
                    "/api/v1/permits/%s/revocation",
                    mine.permit(),
                    "{\"reason\":\"x\"}",
                    "permit.unknown");
            assertThat(client.get("/api/v1/permits?limit=200").expect(200).items("items"))
                    .isEmpty();
        }
        mine.main()
                .post("/api/v1/permits/" + mine.permit() + "/redemptions", presentation)
                .expect(201);
    }

    @Test
    void webhooks() {
        for (Client client : List.of(mine.acme(), mine.tina())) {
            hidden(client, "DELETE", "/api/v1/webhooks/%s", mine.webhook(), "", "webhook.unknown");
            hidden(client, "POST", "/api/v1/webhooks/%s/secret", mine.webhook(), "{}", "webhook.unknown");
            hidden(client, "POST", "/api/v1/webhooks/%s/test", mine.webhook(), "{}", "webhook.unknown");
            hidden(client, "GET", "/api/v1/webhooks/%s/deliveries", mine.webhook(), "", "webhook.unknown");
            assertThat(client.get("/api/v1/webhooks").expect(200).items("items"))
                    .isEmpty();
        }
        assertThat(mine.main().get("/api/v1/webhooks").expect(200).body()).contains(mine.webhook());
    }
}
