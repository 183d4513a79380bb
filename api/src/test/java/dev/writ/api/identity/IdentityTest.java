package dev.writ.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.Client;
import dev.writ.api.RunningService;
import dev.writ.api.SharedService;
import dev.writ.api.SharedService.People;
import dev.writ.api.platform.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Principals, tokens and the bootstrap, through HTTP. */
@ExtendWith(SharedService.class)
@Tag("database")
class IdentityTest {
    private final People people;

    IdentityTest(People people) {
        this.people = people;
    }

    @Test
    void theBootstrapTokenMakesOneAdministratorOnce(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("bootstrap-token");
        String token;
        try (RunningService service = RunningService.start(dir)) {
            for (Path closed : List.of(file, dir.resolve("writ.mv.db"))) {
                assertThat(Files.getPosixFilePermissions(closed))
                        .as(closed.toString())
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
            String secret = Files.readString(file).strip();
            assertThat(secret).matches("writ_[A-Za-z0-9_-]{43}");
            Client bearer = service.client().withToken(secret);
            bearer.get("/api/v1/principals").expectProblem(401, "token.invalid");
            service.client().post("/api/v1/bootstrap", "{\"id\":\"eve\"}").expectProblem(401, "token.missing");
            service.client()
                    .withToken("writ_" + "A".repeat(43))
                    .post("/api/v1/bootstrap", "no json: nobody reads it")
                    .expectProblem(401, "bootstrap.refused");
            bearer.post("/api/v1/bootstrap", "{\"id\":\"root\",\"roles\":[\"auditor\"]}")
                    .expectProblem(422, "field.unknown");
            var made = bearer.post("/api/v1/bootstrap", "{\"id\":\"root\"}").expect(201);
            assertThat(made.text("principal", "roles", "0")).isEqualTo("admin");
            token = made.text("token");
            service.client().withToken(token).get("/api/v1/principals").expect(200);
            bearer.post("/api/v1/bootstrap", "{\"id\":\"second\"}").expectProblem(401, "bootstrap.refused");
            assertThat(file).doesNotExist();
        }
        assertNoSecretIn(dir, token);
        try (RunningService again = RunningService.start(dir)) {
            assertThat(file).doesNotExist();
            again.client().withToken(token).get("/api/v1/principals").expect(200);
        }
    }

    @Test
    void tryingThingsOutLeavesTheBootstrapOpen(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("bootstrap-token");
        try (RunningService service = RunningService.start(dir)) {
            Bootstrap bootstrap = service.context().getBean(Bootstrap.class);
            Client dev = service.client().withToken(bootstrap.devToken(Tenant.MAIN));
            service.client().withToken(bootstrap.devToken(Tenant.MAIN));
            assertThat(dev.get("/api/v1/principals").expect(200).items("items"))
                    .as("one principal, however often it is started")
                    .hasSize(1);
            dev.post("/api/v1/tokens", "{\"principal\":\"_dev\",\"scopes\":[\"read\"]}")
                    .expectProblem(422, "field.type");
            service.principal(dev, "ana", List.of("requester"), List.of("read"));
        }
        try (RunningService again = RunningService.start(dir)) {
            Bootstrap bootstrap = again.context().getBean(Bootstrap.class);
            assertThat(bootstrap.file(Tenant.MAIN)).contains(file);
            Client dev = again.client().withToken(bootstrap.devToken(Tenant.MAIN));
            again.principal(dev, "boss", List.of("admin"), List.of("admin"));
            assertThat(bootstrap.file(Tenant.MAIN)).as("what is announced").isEmpty();
            again.client()
                    .withToken(Files.readString(file).strip())
                    .post("/api/v1/bootstrap", "{\"id\":\"root\"}")
                    .expectProblem(401, "bootstrap.refused");
            bootstrap.prepare(Tenant.MAIN);
            assertThat(file).doesNotExist();
        }
    }

    private static void assertNoSecretIn(Path dir, String secret) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(content.contains(secret)).as(file.toString()).isFalse();
            }
        }
    }

    @Test
    void aPrincipalIsRegisteredOnceAndListedInOrder() {
        for (String id : List.of("id-c", "id-a", "id-b")) {
            people.admin()
                    .post(
                            "/api/v1/principals",
                            "{\"id\":\"" + id + "\",\"kind\":\"service\",\"roles\":[\"requester\"]}")
                    .expect(201);
        }
        people.admin()
                .post("/api/v1/principals", "{\"id\":\"id-a\",\"kind\":\"human\"}")
                .expectProblem(409, "principal.exists");
        String path = "/api/v1/principals?limit=2";
        var page = people.admin().get(path).expect(200);
        assertThat(page.items("items")).hasSize(2);
        List<String> all = new java.util.ArrayList<>();
        String next = "";
        do {
            page = people.admin()
                    .get(path + (next.isEmpty() ? "" : "&cursor=" + next))
                    .expect(200);
            for (int i = 0; i < page.items("items").size(); i++) {
                all.add(page.text("items", Integer.toString(i), "id"));
            }
            next = page.body().contains("\"next\"") ? page.text("next") : "";
        } while (!next.isEmpty());
        assertThat(all).isSorted().doesNotHaveDuplicates().contains("id-a", "id-b", "id-c", "root");
    }

    @Test
    void aTokenEndsWhenItIsRevoked() {
        var issued = people.admin()
                .post("/api/v1/tokens", "{\"principal\":\"ana\",\"scopes\":[\"read\"]}")
                .expect(201);
        Client caller = people.nobody().withToken(issued.text("token"));
        caller.get("/api/v1/decisions").expect(200);
        people.admin().delete("/api/v1/tokens/" + issued.text("id")).expect(204);
        caller.get("/api/v1/decisions").expectProblem(401, "token.invalid");
        people.admin().delete("/api/v1/tokens/" + issued.text("id")).expectProblem(404, "token.unknown");
    }

    @Test
    void aTokenEndsAtItsTime() {
        var issued = people.admin()
                .post("/api/v1/tokens", "{\"principal\":\"ana\",\"scopes\":[\"read\"],\"expires_in_seconds\":1}")
                .expect(201);
        Client caller = people.nobody().withToken(issued.text("token"));
        java.time.Instant end = java.time.Instant.parse(issued.text("expires_at"));
        while (java.time.Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        caller.get("/api/v1/decisions").expectProblem(401, "token.invalid");
    }

    @Test
    void aMalformedAuthorizationIsRefused() {
        for (String header :
                List.of("Basic cm9vdDpyb290", "Bearer", "Bearer ", "writ_abc", "Bearer " + "x".repeat(5000))) {
            var request = people.nobody()
                    .request("/api/v1/decisions")
                    .header("Authorization", header)
                    .GET();
            people.nobody().send(request).expectProblem(401, "token.invalid");
        }
    }

    @Test
    void aServiceHasAHumanWhoAnswersForIt(@TempDir Path dir) {
        try (RunningService service = RunningService.start(dir)) {
            Client admin = service.bootstrap();
            service.principal(admin, "ana", List.of("requester"), List.of("read"));
            String bot = "{\"id\":\"%s\",\"kind\":\"%s\",\"roles\":[],\"owner\":\"%s\"}";
            var made = admin.post("/api/v1/principals", bot.formatted("ci", "service", "ana"))
                    .expect(201);
            assertThat(made.text("owner")).isEqualTo("ana");
            assertThat(admin.get("/api/v1/principals?limit=2").expect(200).text("items", "1", "owner"))
                    .isEqualTo("ana");
            admin.post("/api/v1/principals", bot.formatted("bo", "human", "ana"))
                    .expectProblem(422, "principal.owner");
            admin.post("/api/v1/principals", bot.formatted("cd", "service", "nobody"))
                    .expectProblem(422, "principal.owner");
            admin.post("/api/v1/principals", bot.formatted("cd", "service", "ci"))
                    .expectProblem(422, "principal.owner");
        }
    }
}
